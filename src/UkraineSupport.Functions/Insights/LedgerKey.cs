using System.Globalization;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Pooling;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Functions.Insights;

/// <summary>
/// What a pledge's contribution to the totals is kept under: the capability alone where its donor paid and delivers and
/// nobody said who made it; or else one key for each column and party, so that goods and pledges are counted once in
/// each column. Beside these: how many pledges a donor has, what falls into each month, and how tranches keep to their
/// day; a party that is not the pledge's donor stands at the end.
/// </summary>
internal static class LedgerKey
{
    /// <summary>The sheet of the ledgers as they stand.</summary>
    public const string Standing = "";

    private const char Mark = '|';
    private const string DonorWord = "donor";
    private const string MonthWord = "month";
    private const string DueWord = "due";
    private const string HandedOverWord = "handedOver";

    /// <summary>Years that have a sheet of their own; all before and after share the first and the last.</summary>
    private const int FirstYear = 2014;
    private const int LastYear = 2039;

    /// <summary>Most sheets there can be.</summary>
    public const int Sheets = (2 * (LastYear - FirstYear + 1)) + 2;

    /// <summary>The key of a column and party.</summary>
    public static string Of(string capability, SupportColumn column, string? party) =>
        string.Join(Mark, capability, DomainJson.Word(column), party);

    /// <summary>Of how many pledges who pays has, over all capabilities.</summary>
    public static string OfDonor(string? party) => With(DonorWord, party);

    /// <summary>Of a month, by who pays.</summary>
    public static string OfMonth(Month month, string capability, string? party) =>
        With(string.Join(Mark, MonthWord, month, capability), party);

    /// <summary>Of tranches due on a day and not handed over, by who delivers.</summary>
    public static string OfDue(DateOnly day, string? party) =>
        With(string.Create(CultureInfo.InvariantCulture, $"{DueWord}{Mark}{day:yyyy-MM-dd}"), party);

    /// <summary>Of tranches handed over, by who delivers.</summary>
    public static string OfHandedOver(string? party) => With(HandedOverWord, party);

    /// <summary>
    /// The capability and the party that a total of <paramref name="donor"/>'s pledges counts for in a column, empty where
    /// no maker is said; null where it does not count in it.
    /// </summary>
    public static (string Capability, string Party)? Read(string key, string donor, SupportColumn column) =>
        key.Split(Mark) switch
        {
            [DonorWord or MonthWord or DueWord or HandedOverWord, ..] => null,
            [var capability] => (capability, column == SupportColumn.MadeBy ? "" : donor),
            [var capability, var word, var party] when word == DomainJson.Word(column) => (capability, party),
            _ => null,
        };

    /// <summary>Who pays, of a key of how many pledges; null of another.</summary>
    public static string? ReadDonor(string key, string donor) =>
        key.Split(Mark) switch
        {
            [DonorWord] => donor,
            [DonorWord, var party] => party,
            _ => null,
        };

    /// <summary>The month, the capability and who pays; null of another key.</summary>
    public static (Month Month, string Capability, string Party)? ReadMonth(string key, string donor) =>
        key.Split(Mark) switch
        {
            [MonthWord, var month, var capability, .. var party] when Month.TryParse(month, out var known) => (
                known,
                capability,
                party.Length > 0 ? party[0] : donor
            ),
            _ => null,
        };

    /// <summary>The day on which tranches are due, null of those handed over, and who delivers.</summary>
    public static (DateOnly? Due, string Party) ReadTranches(string key, string donor) =>
        key.Split(Mark) switch
        {
            [DueWord, var day, .. var party] => (
                DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                party.Length > 0 ? party[0] : donor
            ),
            [HandedOverWord, var party] => (null, party),
            _ => (null, donor),
        };

    /// <summary>
    /// The sheet that a key's total stands on: ledgers, months by year, tranches by year, those handed over.
    /// </summary>
    public static string Sheet(string key) =>
        key.Split(Mark) switch
        {
            [MonthWord, var month, ..] => OfMonths(Year(month)),
            [DueWord, var day, ..] => $"{Tranches}{Year(day)}",
            [HandedOverWord, ..] => $"{Tranches}{HandedOverWord}",
            _ => Standing,
        };

    /// <summary>What the sheets of tranches begin with.</summary>
    public const string Tranches = "tranches|";

    /// <summary>The sheet of a year's months.</summary>
    public static string OfMonths(int year) =>
        string.Create(CultureInfo.InvariantCulture, $"{MonthWord}{Mark}{Math.Clamp(year, FirstYear, LastYear)}");

    private static int Year(string day) =>
        Math.Clamp(int.Parse(day.AsSpan(0, 4), CultureInfo.InvariantCulture), FirstYear, LastYear);

    private static string With(string key, string? party) => party is null ? key : $"{key}{Mark}{party}";
}
