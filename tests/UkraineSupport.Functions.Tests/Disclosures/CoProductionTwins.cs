using UkraineSupport.Functions.Tests.CoProduction;

namespace UkraineSupport.Functions.Tests.Disclosures;

/// <summary>
/// One life of an agreement in two worlds: in one there is a restricted agreement beside it that is short of the same,
/// and the price of the open one is another. Who may not see that reads the same in both.
/// </summary>
public sealed class CoProductionTwins
{
    private static readonly string?[] Callers = [null, "observer", "observer:POL", "donor:NLD", "administrator"];

    [Fact]
    public async Task Nothing_that_others_read_differs_with_and_without_what_is_restricted()
    {
        await using var with = new AgreementLife(await AgreementLife.StartAsync());
        await using var without = new AgreementLife(await AgreementLife.StartAsync());
        var paths = await LiveAsync(with, secret: true);
        await LiveAsync(without, secret: false);
        foreach (var caller in Callers)
        {
            foreach (var path in paths)
                Assert.Equal(
                    $"{caller} {path} {CoalitionTwins.Masked(await without.World.GetAsync(caller, path))}",
                    $"{caller} {path} {CoalitionTwins.Masked(await with.World.GetAsync(caller, path))}"
                );
        }

        // What is there is there, for those who see all.
        var all = await with.ReadAsync("coordinator:GBR", "coproduction/bottlenecks");
        Assert.True((bool)all["items"]![0]!["isCompeting"]!);
    }

    private static async Task<List<string>> LiveAsync(AgreementLife life, bool secret)
    {
        var id = await life.FundedAsync(AgreementLife.Filing(price: secret ? 2_900 : 2_100));
        var shortage = new
        {
            kind = "material",
            item = "Carbon fibre",
            text = "Short",
            costsAMonth = 100,
        };
        await life.StepAsync("donor:DNK", id, "bottlenecks", shortage, 201);
        if (secret)
        {
            life.IsHidden = true;
            var hidden = await life.FundedAsync(AgreementLife.Filing("NOR", "restricted"));
            await life.StepAsync("donor:NOR", hidden, "bottlenecks", shortage, 201);
            var proposal = AgreementLife.Filing()["terms"]!;
            proposal["minimumYearly"] = 9_000;
            await life.StepAsync("donor:DNK", id, "amendments", new { reason = "Fewer", terms = proposal });
            life.IsHidden = false;
        }

        life.World.Time.SetUtcNow(new(2027, 2, 1, 9, 0, 0, TimeSpan.Zero));
        await life.StepAsync("donor:DNK", id, "reports", AgreementLife.Report("2027-01", 900, 300));
        var one = $"coproduction/agreements/{id}";
        return
        [
            one,
            $"{one}/history",
            $"{one}/ramp",
            $"{one}/bottlenecks",
            $"{one}/price",
            "coproduction/agreements",
            "coproduction/agreements?capability=DRONE-INTERCEPTOR",
            "coproduction/bottlenecks",
            "coproduction/bottlenecks?kind=material",
        ];
    }
}
