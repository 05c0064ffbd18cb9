namespace Copypasta.Archives;

/// <summary>Why a scan stopped.</summary>
internal enum JsonFault
{
    None,

    /// <summary>The byte at <see cref="JsonScan.At"/> cannot stand there.</summary>
    Invalid,

    /// <summary>Nested deeper than <see cref="JsonScan.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>The data ends inside the value.</summary>
    End,
}

/// <summary>What comes next in an object or array.</summary>
internal enum JsonStep
{
    Item,
    Close,
    Fault,
}
