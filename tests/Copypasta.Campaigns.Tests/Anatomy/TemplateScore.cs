namespace Copypasta.Campaigns.Tests;

/// <summary>What was planted and what was found, over many clusters.</summary>
internal sealed class TemplateScore
{
    private int _templates, _found, _boundaries, _truthBoundaries, _rightBoundaries, _members, _truthMembers, _rightMembers, _slots, _rightTypes, _free, _freeFound;
    private readonly SortedDictionary<string, (int Clusters, int Found)> _kinds = new(StringComparer.Ordinal);

    public double BoundaryPrecision => (double)_rightBoundaries / _boundaries;

    public double BoundaryRecall => (double)_rightBoundaries / _truthBoundaries;

    public double MemberPrecision => (double)_rightMembers / _members;

    public double MemberRecall => (double)_rightMembers / _truthMembers;

    public double TypeAccuracy => (double)_rightTypes / _slots;

    public double FalseTemplates => (double)_freeFound / _free;

    public void Add(PlantedCluster planted, ClusterTemplate found)
    {
        if (planted.Kind != "template")
        {
            _free++;
            _freeFound += found.IsFound ? 1 : 0;
            _kinds.TryGetValue(planted.Kind, out var kind);
            _kinds[planted.Kind] = (kind.Clusters + 1, kind.Found + (found.IsFound ? 1 : 0));
            return;
        }

        _templates++;
        _found += found.IsFound ? 1 : 0;
        var members = found.Members.ToDictionary(member => member.Text);
        for (var i = 0; i < planted.Texts.Length; i++)
        {
            var text = planted.Texts[i];
            var member = members.GetValueOrDefault(i);
            var follows = member is { Follows: true };
            _members += follows ? 1 : 0;
            _truthMembers += text.Follows ? 1 : 0;
            _rightMembers += follows && text.Follows ? 1 : 0;
            if (text.Follows)
            {
                AddBoundaries(planted, text, follows ? member!.Values : []);
            }
        }

        AddTypes(planted, found);
    }

    public override string ToString() =>
        $"templates found {_found}/{_templates}; boundaries P {BoundaryPrecision:P2} R {BoundaryRecall:P2} ({_truthBoundaries}); members P {MemberPrecision:P2} R {MemberRecall:P2} ({_truthMembers}); "
        + $"types {TypeAccuracy:P1} ({_slots}); without a template {_freeFound}/{_free} found ("
        + string.Join(", ", _kinds.Select(kind => $"{kind.Key} {kind.Value.Found}/{kind.Value.Clusters}")) + ")";

    // A boundary is a byte offset and a side; those of slots that cannot be told count neither way.
    private void AddBoundaries(PlantedCluster planted, PlantedText text, Range[] values)
    {
        var truth = new HashSet<(int, bool)>();
        var ignored = new HashSet<(int, bool)>();
        for (var slot = 0; slot < text.Values.Length; slot++)
        {
            var boundaries = planted.Slots[slot] is null ? ignored : truth;
            boundaries.Add((text.Values[slot].Start.Value, true));
            boundaries.Add((text.Values[slot].End.Value, false));
        }

        var found = values.SelectMany(value => new[] { (value.Start.Value, true), (value.End.Value, false) }).ToHashSet();
        found.ExceptWith(ignored.Except(truth));
        _truthBoundaries += truth.Count;
        _boundaries += found.Count;
        _rightBoundaries += found.Intersect(truth).Count();
    }

    // Of each planted slot the found one that most texts overlap it with.
    private void AddTypes(PlantedCluster planted, ClusterTemplate found)
    {
        for (var slot = 0; slot < planted.Slots.Length; slot++)
        {
            if (planted.Slots[slot] is not { } kind || !found.IsFound)
            {
                continue;
            }

            var overlaps = found.Members.Where(member => planted.Texts[member.Text].Follows)
                .SelectMany(member => Enumerable.Range(0, found.Slots.Length).Where(i => Overlap(member.Values[i], planted.Texts[member.Text].Values[slot])))
                .CountBy(i => i).ToArray();
            if (overlaps.Length > 0)
            {
                _slots++;
                _rightTypes += IsRight(kind, found.Slots[overlaps.MaxBy(overlap => overlap.Value).Key].Type) ? 1 : 0;
            }
        }
    }

    private static bool Overlap(Range a, Range b) => a.Start.Value < b.End.Value && b.Start.Value < a.End.Value;

    private static bool IsRight(string slot, SlotType type) => slot switch
    {
        "number" => type == SlotType.Number,
        "money" => type == SlotType.Money,
        "date" => type == SlotType.Time,
        "link" => type == SlotType.Link,
        "mention" => type == SlotType.Mention,
        _ => type is SlotType.Word or SlotType.Words,
    };
}
