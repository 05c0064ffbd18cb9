namespace Copypasta.Hashing;

/// <summary>The look-alikes of a text that no orthography or habit explains.</summary>
internal struct Disguise
{
    private int _letters, _slips, _slipScripts;

    /// <summary>Adds those of a word.</summary>
    /// <param name="letters">Their number.</param>
    /// <param name="slipScripts">Their scripts, if c and с, which share a key, are all of them; else 0.</param>
    internal void Add(int letters, int slipScripts)
    {
        _letters += slipScripts == 0 ? letters : 0;
        _slips += slipScripts == 0 ? 0 : letters;
        _slipScripts |= slipScripts;
    }

    /// <summary>
    /// Whether they are enough. Who writes Cyrillic or Greek has the Latin letters on the same keyboard and types one of them by mistake now and then ("внeсување" with a Latin e: 2 in 1,000
    /// texts of a carefully edited corpus); on a Latin keyboard there is nothing to mistake, unless the text has Cyrillic words too: then one с may be a slip on the key of c.
    /// </summary>
    internal readonly bool IsConclusive(in TextCensus text)
    {
        var isSlip = _slips <= 1 && (_slipScripts & ~text.PlainScripts) == 0;
        return _letters + (isSlip ? 0 : _slips) >= (text.Script == LookAlikes.Latin ? 1 : 2);
    }
}
