namespace UkraineSupport.Domain.Backfill;

/// <summary>Puts an obstacle between one line and one need into words.</summary>
internal static class Obstacles
{
    public static string Why(Problem problem, int line, int need, Obstacle obstacle)
    {
        var (l, n) = (problem.Lines[line], problem.Needs[need]);
        return obstacle switch
        {
            Obstacle.OtherCapability =>
                $"It gives {l.Capability}, which is neither {n.Capability} nor a substitute for it.",
            Obstacle.OwnStock => $"{l.Donor} does not fill its own stock through a plan.",
            Obstacle.OwnGap => "The USA does not close the gap that its own deliveries leave.",
            Obstacle.Restricted =>
                $"It is restricted: {n.Donor}, whose stock it would fill, could not see it to confirm receipt.",
            Obstacle.OfferedForAnother => $"It was offered for {l.For}, which is still open.",
            Obstacle.TooLate => Words.Say(
                $"It is handed over by {l.DeliverBy:yyyy-MM-dd}, too late for {n.NeededBy:yyyy-MM-dd}."
            ),
            Obstacle.Blocked => $"A caveat rules it out: {problem.Uses[line].Why}",
            _ => problem.Uses[line].Why,
        };
    }
}
