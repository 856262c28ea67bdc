using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Pooling;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Pledges;

/// <summary>Whose it is what covers a need: of the few pledges that are not of their donor alone.</summary>
internal sealed class PledgeOrigins(ListIndex lists, AggregateStore store)
{
    /// <summary>
    /// Whose so much of a part of a need's coverage is in a column, as <paramref name="viewer"/> may see it; the party is
    /// empty where no maker is said.
    /// </summary>
    public async Task<Func<Coverage, decimal, IEnumerable<(string Party, decimal Quantity)>>> OfAsync(
        SupportColumn column,
        Actor viewer,
        CancellationToken cancel
    )
    {
        var shared = new Dictionary<string, Pledge>();
        await foreach (var row in lists.AllAsync(Pledge.IdKind, PledgeProjection.Shared, cancel))
        {
            var pledge = await store.StateAsync<Pledge>(row.Id, cancel);
            if (viewer.MaySee(pledge.Disclosure, pledge.Donor))
                shared[row.Id] = pledge.SeenBy(viewer);
        }

        return (part, quantity) =>
            shared.GetValueOrDefault(part.Pledge) is { } pledge && pledge.Line(part.Line) is { } line
                ? pledge.Parts(line, quantity, line.Step, column).Select(p => (p.Party ?? "", p.Quantity))
                : [(column == SupportColumn.MadeBy ? "" : part.Donor, quantity)];
    }
}
