using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Calls;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.Coalition;

/// <summary>
/// How force commitments show in lists: the whole state, since what a caller sees of it depends on the caller.
/// </summary>
internal sealed class ForceProjection : IProjection<ForceCommitment>
{
    /// <summary>Those that a nation stands by: what a balance reads.</summary>
    public static Tag Standing { get; } = new("standing", "yes");

    public static Tag OfNation(string nation) => new("nation", nation);

    public static Tag OfStatus(ForceStatus status) => new("status", DomainJson.Word(status));

    public static Tag OfSerial(string serial) => new("serial", serial);

    public static Tag OfDomain(ForceDomain domain) => new("domain", DomainJson.Word(domain));

    /// <summary>Who reads by it must be told only of what shows the call to that reader.</summary>
    public static Tag OfCall(string call) => new("call", call);

    /// <summary>Of those that are to be relieved by that one and have not ended.</summary>
    public static Tag OfSuccessor(string successor) => new("successor", successor);

    public string Path(ForceCommitment state) => $"/api/coalition/commitments/{state.Id}";

    public IReadOnlyList<Tag> Tags(ForceCommitment state) =>
        [
            Tag.All,
            OfNation(state.Nation),
            OfStatus(state.Status),
            OfDomain(state.Terms.Domain),
            .. state.Terms.Serials.Select(OfSerial),
            .. state.Call is { } call ? (Tag[])[OfCall(call)] : [],
            .. state is { IsEnded: false, Terms.Successor: { } successor } ? (Tag[])[OfSuccessor(successor)] : [],
            .. state.Stands ? (Tag[])[Standing] : [],
        ];

    public object Entry(ForceCommitment state) => state;
}

/// <summary>How calls show in lists: to the nations called by their own name.</summary>
internal sealed class CallProjection : IProjection<ForceCall>
{
    public static Tag OfNation(string nation) => new("nation", nation);

    public string Path(ForceCall state) => $"/api/coalition/calls/{state.Id}";

    public IReadOnlyList<Tag> Tags(ForceCall state) => [Tag.All, .. state.Nations.Select(n => OfNation(n.Nation))];

    public object Entry(ForceCall state) => state;
}
