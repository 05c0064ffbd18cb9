using Copypasta.Cli;

return await CommandLine.RunAsync(args).ConfigureAwait(false);
