using System.Text;

namespace Copypasta.Archives;

/// <summary>
/// Abbreviations of time zones that mean one offset to everybody. Those of North America are RFC 5322's; names that several regions use for different offsets (IST, AST, GST) are not
/// among them, so that a time with one is unreadable and counted instead of hours off.
/// </summary>
internal static class ZoneNames
{
    private static readonly (string Name, int Minutes)[] s_names =
    [
        ("Z", 0), ("UTC", 0), ("GMT", 0), ("UT", 0), ("WET", 0), ("WEST", 60), ("BST", 60), ("CET", 60), ("MEZ", 60), ("CEST", 120), ("MESZ", 120), ("EET", 120), ("EEST", 180),
        ("MSK", 180), ("TRT", 180), ("EST", -300), ("EDT", -240), ("CST", -360), ("CDT", -300), ("MST", -420), ("MDT", -360), ("PST", -480), ("PDT", -420), ("AKST", -540), ("AKDT", -480),
        ("HST", -600), ("NST", -210), ("NDT", -150), ("BRT", -180), ("ART", -180), ("CLT", -240), ("CLST", -180), ("WAT", 60), ("CAT", 120), ("SAST", 120), ("EAT", 180), ("PKT", 300),
        ("WIB", 420), ("ICT", 420), ("HKT", 480), ("SGT", 480), ("PHT", 480), ("AWST", 480), ("JST", 540), ("KST", 540), ("ACST", 570), ("ACDT", 630), ("AEST", 600), ("AEDT", 660),
        ("NZST", 720), ("NZDT", 780),
    ];

    /// <summary>The offset from UTC in minutes; false if the name is not known.</summary>
    /// <param name="name">The letters; case does not matter.</param>
    /// <param name="minutes">Minutes east of UTC.</param>
    public static bool TryFind(ReadOnlySpan<byte> name, out int minutes)
    {
        foreach ((var known, var offset) in s_names)
        {
            if (Ascii.EqualsIgnoreCase(name, known))
            {
                minutes = offset;
                return true;
            }
        }

        minutes = 0;
        return false;
    }
}
