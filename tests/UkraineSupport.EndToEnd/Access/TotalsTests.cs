using System.Text.Json;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.EndToEnd.Access;

/// <summary>Totals are made of what the caller may see, of nothing else.</summary>
public sealed class TotalsTests(Exhibits exhibits) : IClassFixture<Exhibits>
{
    private readonly TestApp app = exhibits.App;

    public static TheoryData<string> Everybody => [.. Callers.All];

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Totals_count_only_what_the_caller_may_see(string caller)
    {
        var visible = Exhibits.Disclosures.Count(disclosure => Callers.MaySeePledge(caller, disclosure));

        await Poll.UntilAsync(
            $"{caller} sees the pledges of {visible} disclosures in the totals",
            async () =>
            {
                var answer = (
                    await Callers.Of(app, caller).GetAsync("insights/ledgers?donor=NLD&capability=AMMO-155")
                ).Expect(200);
                var rows = answer.Json.GetProperty("items").EnumerateArray().ToList();
                Assert.True(Sum(rows, "pledged") <= visible * 100, answer.Text);
                return Sum(rows, "pledged") == visible * 100
                    && Sum(rows, "delivered") == visible * 20
                    && Sum(rows, "pledges") == visible;
            }
        );
    }

    private static decimal Sum(IEnumerable<JsonElement> rows, string field) =>
        rows.Sum(row => row.GetProperty(field).GetDecimal());
}
