namespace Copypasta.Archives;

/// <summary>How dates such as 4/5/2017 are to be read.</summary>
public enum DateOrder
{
    /// <summary>Month, day, year.</summary>
    Mdy,

    /// <summary>Day, month, year.</summary>
    Dmy,

    /// <summary>Year, month, day.</summary>
    Ymd,
}
