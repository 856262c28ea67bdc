using UkraineSupport.Domain.Access;

namespace UkraineSupport.Domain.Gaps;

/// <summary>
/// What of a gap who may see: covered by what pledges that this caller may see, and so open, closed or not.
/// </summary>
public sealed partial record Gap
{
    /// <summary>
    /// The gap as <paramref name="viewer"/> may see it. Who was asked is for the coordinators and the recipient, a
    /// donor's own part for that donor.
    /// </summary>
    public Gap SeenBy(Actor viewer) =>
        viewer.MaySee(Disclosure.Restricted, null)
            ? this
            : Showing(viewer.MaySee) with
            {
                ReleaseAt = null,
                Solicitations =
                [
                    .. Solicitations
                        .Select(s =>
                            s with
                            {
                                Donors =
                                [
                                    .. s
                                        .Donors.Where(d => viewer.MaySee(Disclosure.Restricted, d.Donor))
                                        .Select(d => d with { Why = d.Told }),
                                ],
                            }
                        )
                        .Where(s => s.Donors.Count > 0),
                ],
            };

    /// <summary>The gap as all see it who may see what is <paramref name="level"/>, and no more.</summary>
    internal Gap SeenAt(Disclosure level) => Showing((disclosure, _) => disclosure <= level);

    private Gap Showing(Func<Disclosure, string?, bool> maySee) =>
        this with
        {
            Coverage = [.. Coverage.Where(c => maySee(c.Disclosure, c.Donor))],
            Offers = [.. Offers.Where(o => maySee(o.Disclosure, o.Donor))],
            SameNeeds = [.. SameNeeds.Where(s => maySee(s.Disclosure, null))],
            AcceptedOpen = AcceptedSeen ?? AcceptedOpen,
        };

    /// <summary>
    /// That the gap closed or opened again, for each class of callers for whom it did: what is told to some is not
    /// told again to those who see more.
    /// </summary>
    private IEnumerable<GapEvent> Turns(Gap after)
    {
        var told = new HashSet<bool>();
        foreach (
            var level in Enum.GetValues<Disclosure>().Where(l => l >= after.Disclosure && l < Disclosure.Restricted)
        )
        {
            if (Turn(SeenAt(level), after.SeenAt(level)) is { } turn && told.Add(turn.Closes))
                yield return turn with
                {
                    Level = level > after.Disclosure ? level : Disclosure.Public,
                };
        }

        // A donor sees its own restricted part, and nobody else's.
        var own = Coverage.Concat(after.Coverage).Where(c => c.Disclosure == Disclosure.Restricted);
        var toOne = new HashSet<bool>();
        foreach (var donor in own.Select(c => c.Donor).Distinct().Where(_ => after.Disclosure < Disclosure.Restricted))
        {
            bool MaySee(Disclosure disclosure, string? owner) => disclosure < Disclosure.Restricted || owner == donor;
            if (Turn(Showing(MaySee), after.Showing(MaySee)) is not { } turn || told.Contains(turn.Closes))
                continue;
            toOne.Add(turn.Closes);
            yield return turn with
            {
                Level = Disclosure.Restricted,
                Donor = donor,
            };
        }

        if (Turn(this, after) is { } all && !told.Contains(all.Closes) && !toOne.Contains(all.Closes))
            yield return all with
            {
                Level = after.Disclosure < Disclosure.Restricted ? Disclosure.Restricted : Disclosure.Public,
            };
    }

    private static GapTurn? Turn(Gap was, Gap now) =>
        (was.Status == GapStatus.Closed, now.Status == GapStatus.Closed) switch
        {
            (false, true) => new GapClosed(now.Shortfall, now.Covered, now.MergedInto),
            (true, false) => new GapReopened(now.OpenQuantity),
            _ => null,
        };
}
