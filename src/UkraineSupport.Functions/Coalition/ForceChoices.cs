using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Balance;
using Choice = UkraineSupport.Domain.Coalition.Activations.Choice;

namespace UkraineSupport.Functions.Coalition;

/// <summary>The units that the balance chooses for an activation, over all commitments that there are.</summary>
internal sealed class ForceChoices(ForceInputs inputs)
{
    /// <summary>What is chosen by now, units that are called upon included.</summary>
    public async Task<IReadOnlyList<Choice>> OfAsync(Activation activation, CancellationToken cancel)
    {
        if (await inputs.AllAsync(activation.DeclaredOn, cancel) is not var (input, forces))
            return [];
        var assigned = ForceBalance
            .Of(input, cancel)
            .Placements.Where(p => p.Counts)
            .ToDictionary(p => p.Unit, p => p.Serial!);
        var serials = input.Serials.ToDictionary(s => s.Id);
        return
        [
            .. forces
                .Where(f => assigned.ContainsKey(f.Id))
                .Select(f => new Choice(f, serials[assigned[f.Id]]))
                // What must stand first is called first.
                .OrderBy(c => (!c.Serial.Critical, c.Serial.FromDay))
                .ThenBy(c => c.Force.Id, StringComparer.Ordinal),
        ];
    }
}
