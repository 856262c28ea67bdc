using System.Globalization;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Coalition;

/// <summary>
/// The activations of the installation, one after the other: the next one begins when the last has ended.
/// </summary>
internal sealed class Activations(AggregateStore store)
{
    /// <summary>Id of the one of that number.</summary>
    public static string IdOf(int number) =>
        Ids.From(Activation.IdKind, string.Create(CultureInfo.InvariantCulture, $"coalition-{number}"));

    /// <summary>The last one there is, or null.</summary>
    public async Task<Stored<Activation>?> LastAsync(CancellationToken cancel)
    {
        Stored<Activation>? last = null;
        for (var number = 1; ; number++)
        {
            if (await store.LoadAsync<Activation>(IdOf(number), cancel) is not { } next)
                return last;
            last = next;
        }
    }
}

/// <summary>How activations show in lists.</summary>
internal sealed class ActivationProjection : IProjection<Activation>
{
    public static Tag OfStatus(ActivationStatus status) => new("status", DomainJson.Word(status));

    public string Path(Activation state) => $"/api/coalition/activations/{state.Id}";

    public IReadOnlyList<Tag> Tags(Activation state) => [Tag.All, OfStatus(state.Status)];

    public object Entry(Activation state) => ActivationEntry.Of(state);
}

/// <summary>An activation in a list.</summary>
internal sealed record ActivationEntry(
    string Id,
    long Version,
    int Number,
    DateOnly DeclaredOn,
    string Source,
    ActivationStatus Status,
    IReadOnlyList<string> By,
    ActivationStep? Pending,
    DateTimeOffset? ConfirmUntil
)
{
    public static ActivationEntry Of(Activation state) =>
        new(
            state.Id,
            state.Version,
            state.Number,
            state.DeclaredOn,
            state.Source,
            state.Status,
            state.By,
            state.Pending?.Step,
            state.Pending?.Due
        );
}
