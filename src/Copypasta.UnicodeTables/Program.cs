using System.Text;
using Copypasta.UnicodeTables;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: Copypasta.UnicodeTables UNICODE_DATA_FOLDER OUTPUT_FOLDER   (Debian's package unicode-data: /usr/share/unicode)");
    return 2;
}

if (!File.Exists(Path.Combine(args[0], "UnicodeData.txt")))
{
    Console.Error.WriteLine($"'{args[0]}' has no UnicodeData.txt: name the folder of Debian's package unicode-data, usually /usr/share/unicode");
    return 2;
}

foreach ((var name, var source) in TableGenerator.Generate(UnicodeDatabase.Load(args[0])))
{
    File.WriteAllText(Path.Combine(args[1], name), source, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}

return 0;
