using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.EndToEnd.Access;

/// <summary>Everybody who can call, seen from a pledge of the Netherlands.</summary>
internal static class Callers
{
    public static IReadOnlyList<string> All { get; } =
    [
        "nobody",
        "observer",
        "coalition observer",
        "its donor",
        "another donor",
        "coordinator",
        "recipient",
        "administrator",
    ];

    public static ApiClient Of(TestApp app, string caller) =>
        caller switch
        {
            "nobody" => app.Anonymous,
            "observer" => app.CreateClient("observer"),
            "coalition observer" => app.CreateClient("observer", "BEL"),
            "its donor" => app.Donor("NLD"),
            "another donor" => app.Donor("DNK"),
            "coordinator" => app.CreateClient("coordinator", "GBR"),
            "recipient" => app.Ukraine,
            "administrator" => app.CreateClient("administrator"),
            _ => throw new ArgumentOutOfRangeException(nameof(caller), caller, "No such caller."),
        };

    /// <summary>
    /// The disclosure rule (DOMAIN §2): the public, the coalition, or donor, recipient and coordinators.
    /// </summary>
    public static bool MaySeePledge(string caller, string disclosure) =>
        disclosure switch
        {
            "public" => true,
            "coalition" => caller is not ("nobody" or "observer"),
            _ => caller is "its donor" or "coordinator" or "recipient",
        };

    /// <summary>A requirement has no donor: restricted, it is between the recipient and the coordinators.</summary>
    public static bool MaySeeRequirement(string caller, string disclosure) =>
        disclosure == "restricted" ? caller is "coordinator" or "recipient" : MaySeePledge(caller, disclosure);
}
