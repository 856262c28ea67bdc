using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Pooling;

namespace UkraineSupport.Functions.Insights;

/// <summary>
/// What a pledge's contribution to the totals is kept under: the capability alone where its donor paid and delivers and
/// nobody said who made it; or else one key for each column and party, so that goods and pledges are counted once in
/// each column.
/// </summary>
internal static class LedgerKey
{
    private const char Mark = '|';

    /// <summary>The key of a column and party.</summary>
    public static string Of(string capability, SupportColumn column, string? party) =>
        string.Join(Mark, capability, DomainJson.Word(column), party);

    /// <summary>
    /// The capability and the party that a total of <paramref name="donor"/>'s pledges counts for in a column, empty where
    /// no maker is said; null where it does not count in it.
    /// </summary>
    public static (string Capability, string Party)? Read(string key, string donor, SupportColumn column) =>
        key.Split(Mark) switch
        {
            [var capability] => (capability, column == SupportColumn.MadeBy ? "" : donor),
            [var capability, var word, var party] when word == DomainJson.Word(column) => (capability, party),
            _ => null,
        };
}
