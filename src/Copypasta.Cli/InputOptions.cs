using System.CommandLine;
using Copypasta.Archives;
using Copypasta.Hashing;

namespace Copypasta.Cli;

/// <summary>How inputs are named, read and made comparable: the options that detect and normalize share.</summary>
internal sealed class InputOptions
{
    private readonly Argument<string[]> _inputs = new("INPUT")
    {
        Description = "Archives of posts: files, folders, patterns, or - for standard input. CSV, TSV, JSON, Parquet or plain text; plain or in gzip, zstd, LZ4, bzip2, zip, tar, also nested.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _format = OptionValues.Word("--format", $"What the inputs are: {string.Join(", ", ArchiveFormats.Names)} (default: found out from the content).", "NAME");
    private readonly Option<bool> _textLines = OptionValues.Flag("--text-lines", "The inputs are plain text, one post a line.");
    private readonly Option<string?> _map = OptionValues.Word("--map", $"Where fields are, as in text=COL,id=COL; the fields are {string.Join(", ", PostFields.Names)}; for JSON dotted paths; of COL|COL the first with a value; FIELD= leaves a field out.", "FIELD=COL,...");
    private readonly Option<string?> _timeZone = OptionValues.Word("--time-zone", "Zone of times that name none (default UTC).", "ZONE");
    private readonly Option<string?> _dateOrder = OptionValues.Word("--date-order", "Order of dates such as 4/5/2017: mdy, dmy or ymd.", "ORDER");
    private readonly Option<string?> _encoding = OptionValues.Word(
        "--encoding", "Encoding of inputs without a byte order mark, such as windows-1252, koi8-r, shift_jis (default UTF-8, UTF-16 where its zeros show it).", "NAME");

    private readonly Option<string?> _maxRecord = OptionValues.Word("--max-record", "Longest record; a longer one is rejected (default 16MiB, at most 128MiB), and so is a post whose fields take more than 40MiB.", "SIZE");
    private readonly Option<string?> _maxDecompressed = OptionValues.Word("--max-decompressed", "Most bytes of one input at any layer of compression (default 4TiB).", "SIZE");
    private readonly Option<string?> _maxRatio = OptionValues.Word("--max-ratio", "Most decompressed bytes per stored byte of one input, beyond its first 16MiB (default 2000; real archives have 3 to 30).", "N");
    private readonly Option<string?> _profile = OptionValues.Word("--profile", "How texts are made comparable: social (default), web or exact.", "NAME");
    private readonly Option<string?> _hashtags = OptionValues.Word("--hashtags", "What profile social does with hashtags: word (default), drop-trailing or drop.", "HOW");

    /// <param name="command">The command that reads inputs.</param>
    /// <param name="withProfile">Whether it also says how texts are made comparable.</param>
    public void AddTo(Command command, bool withProfile = true)
    {
        // Since inputs are any words, a misspelt option would pass for a missing file.
        _inputs.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(t => t.Value.Length > 1 && t.Value[0] == '-' && !Path.Exists(t.Value)) is { } token)
            {
                result.AddError($"{token.Value}: no such option; copypasta {CommandLine.NameOf(command)} --help lists them");
            }
        });
        command.Add(_inputs);
        foreach (var option in new Option[] { _format, _textLines, _map, _timeZone, _dateOrder, _encoding, _maxRecord, _maxDecompressed, _maxRatio })
        {
            command.Add(option);
        }

        if (withProfile)
        {
            command.Add(_profile);
            command.Add(_hashtags);
        }
    }

    /// <summary>The inputs; the files of folders that are not among them because of their names go to <paramref name="passedOver"/>.</summary>
    public IReadOnlyList<InputFile> Inputs(ParseResult parsed, ICollection<SkippedInput> passedOver)
    {
        var arguments = parsed.GetValue(_inputs)!;
        return arguments.Length > 0
            ? Archives.Inputs.Resolve(arguments, passedOver)
            : throw new UsageException("no input: name a file, a folder or a pattern, or - for standard input");
    }

    /// <summary>What was named on the command line.</summary>
    public string[] Arguments(ParseResult parsed) => parsed.GetValue(_inputs)!;

    public bool HasInputs(ParseResult parsed) => parsed.GetValue(_inputs) is { Length: > 0 };

    public ReaderOptions Reader(ParseResult parsed)
    {
        var format = parsed.GetValue(_format);
        if (parsed.GetValue(_textLines))
        {
            if (format is not null)
            {
                throw new UsageException("--text-lines says what the inputs are; leave out --format");
            }

            format = "text";
        }

        var defaults = new ReaderOptions();
        return new ReaderOptions
        {
            Format = format ?? ArchiveFormats.Auto,
            Map = Map(parsed.GetValue(_map)),
            TimeZone = OptionValues.Zone("--time-zone", parsed.GetValue(_timeZone)),
            DateOrder = OptionValues.Choice<DateOrder?>(
                "--date-order", parsed.GetValue(_dateOrder), null, ("mdy", DateOrder.Mdy), ("dmy", DateOrder.Dmy), ("ymd", DateOrder.Ymd)),
            MaxRecordBytes = OptionValues.Size("--max-record", parsed.GetValue(_maxRecord)) ?? defaults.MaxRecordBytes,
            Encoding = parsed.GetValue(_encoding),
            MaxDecompressedBytes = OptionValues.Size("--max-decompressed", parsed.GetValue(_maxDecompressed)) ?? defaults.MaxDecompressedBytes,
            MaxRatio = parsed.GetValue(_maxRatio) is { } ratio ? OptionValues.Integer("--max-ratio", ratio, 0, 1, int.MaxValue) : defaults.MaxRatio,
        };
    }

    public TextProfile Profile(ParseResult parsed)
    {
        var hashtags = OptionValues.Choice<HashtagHandling?>(
            "--hashtags",
            parsed.GetValue(_hashtags),
            null,
            ("word", HashtagHandling.Word),
            ("drop-trailing", HashtagHandling.DropTrailing),
            ("drop", HashtagHandling.Drop));
        var profile = OptionValues.Choice(
            "--profile", parsed.GetValue(_profile), TextProfile.Social, ("social", TextProfile.Social), ("web", TextProfile.Web), ("exact", TextProfile.Exact));
        if (hashtags is null)
        {
            return profile;
        }

        return ReferenceEquals(profile, TextProfile.Social)
            ? TextProfile.SocialWith(hashtags.Value)
            : throw new UsageException("--hashtags goes with --profile social: the other profiles leave hashtags alone");
    }

    private static Dictionary<string, string> Map(string? word)
    {
        var map = new Dictionary<string, string>();
        foreach (var part in (word ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || !map.TryAdd(part[..at].Trim(), part[(at + 1)..]))
            {
                throw new UsageException($"--map {word}: allowed is FIELD=COLUMN,... with each of {string.Join(", ", PostFields.Names)} at most once");
            }
        }

        return map;
    }
}
