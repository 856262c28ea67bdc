using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.Coalition;

/// <summary>The units that the balance chooses for an activation, over all commitments that there are.</summary>
internal sealed class ForceChoices(ListIndex lists, Statements statements)
{
    /// <summary>What is chosen by now, units that are called upon included.</summary>
    public async Task<IReadOnlyList<Choice>> OfAsync(Activation activation, CancellationToken cancel)
    {
        if ((await statements.FindAsync(cancel))?.State is not { } statement)
            return [];
        var forces = new List<ForceCommitment>();
        await foreach (var row in lists.AllAsync(ForceCommitment.IdKind, ForceProjection.Standing, cancel))
            forces.Add(Entries.Read<ForceCommitment>(row.Body!, ListIndex.Eyes));
        return [];
    }
}
