using Copypasta.Detection;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>
/// Numbers for tokens: two tokens have the same where they read the same, whatever their case, look-alikes, marks and invisible characters. Numbers follow the
/// order of arrival, so nothing but their equality may be used.
/// </summary>
internal sealed class Vocabulary
{
    // Beyond so many distinct raw tokens it begins anew with the next cluster: what clusters have in common is soon there again, and a table beyond the processor's cache costs more than that.
    private const int MostTokens = 1 << 14;

    private static readonly TextProfile s_profile =
        TextProfile.Custom(TextSteps.Invisibles | TextSteps.Compatibility | TextSteps.Marks | TextSteps.LookAlikes | TextSteps.Case);

    private readonly TextNormalizer _normalizer = new(s_profile);
    private readonly List<int> _comparable = [];
    private ByteStringTable _raw = new();
    private ByteStringTable _forms = new();

    /// <summary>Before a cluster: numbers hold within one.</summary>
    public void Begin()
    {
        if (_raw.Count > MostTokens)
        {
            (_raw, _forms) = (new ByteStringTable(), new ByteStringTable());
            _comparable.Clear();
        }
    }

    /// <summary>The number of a token, 0 or more.</summary>
    public int NumberOf(ReadOnlySpan<byte> token)
    {
        var raw = _raw.Intern(token, ByteStringTable.Hash(token));
        if (raw == _comparable.Count)
        {
            var form = _normalizer.Normalize(token, out _);
            form = form.IsEmpty ? token : form;
            _comparable.Add(_forms.Intern(form, ByteStringTable.Hash(form)));
        }

        return _comparable[raw];
    }
}
