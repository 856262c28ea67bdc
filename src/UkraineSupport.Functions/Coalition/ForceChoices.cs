using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Balance;
using Choice = UkraineSupport.Domain.Coalition.Activations.Choice;

namespace UkraineSupport.Functions.Coalition;

/// <summary>What the balance chooses for an activation.</summary>
/// <param name="Units">The units, those that are called upon included.</param>
/// <param name="Serials">The serials that they were chosen for.</param>
internal sealed record Chosen(IReadOnlyList<Choice> Units, IReadOnlyList<Serial> Serials);

/// <summary>The units that the balance chooses for an activation, over all commitments that there are.</summary>
internal sealed class ForceChoices(ForceInputs inputs)
{
    /// <summary>What is chosen by now.</summary>
    public async Task<Chosen> OfAsync(Activation activation, CancellationToken cancel)
    {
        if (await inputs.AllAsync(activation.DeclaredOn, cancel) is not var (input, forces))
            return new([], []);
        var assigned = ForceBalance
            .Of(input, cancel)
            .Placements.Where(p => p.Counts)
            .ToDictionary(p => p.Unit, p => p.Serial!);
        var serials = input.Serials.ToDictionary(s => s.Id);
        return new(
            [
                .. forces
                    .Where(f => assigned.ContainsKey(f.Id))
                    .Select(f => new Choice(f, serials[assigned[f.Id]]))
                    // What must stand first is called first.
                    .OrderBy(c => (!c.Serial.Critical, c.Serial.FromDay))
                    .ThenBy(c => c.Force.Id, StringComparer.Ordinal),
            ],
            input.Serials
        );
    }
}
