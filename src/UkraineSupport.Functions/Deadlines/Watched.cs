using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using UkraineSupport.Domain.Json;

namespace UkraineSupport.Functions.Deadlines;

/// <summary>An orchestration that should be alive.</summary>
/// <param name="Id">Its instance id.</param>
/// <param name="Orchestrator">Its function.</param>
/// <param name="Input">What it is started with.</param>
/// <param name="WaitsFor">
/// What it waits for, short: it is woken when, and only when, this has changed.
/// </param>
internal sealed record Watching(string Id, string Orchestrator, object Input, string WaitsFor)
{
    /// <summary>The usual case: instance id = aggregate id = input; what it waits for may be of any size.</summary>
    public static Watching One(string id, string orchestrator, object waitsFor) =>
        new(
            id,
            orchestrator,
            id,
            Convert.ToHexStringLower(
                SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(waitsFor, DomainJson.Options)))
            )[..16]
        );
}

/// <summary>
/// What watches the aggregates of a kind: follows from the aggregate alone, so that orchestrations can be made anew
/// from the aggregates at any time.
/// </summary>
/// <param name="Alive">The orchestrations that should be alive for it; none when nothing is left to wait for.</param>
internal sealed record WatchedBy<T>(Func<T, IEnumerable<Watching>> Alive);
