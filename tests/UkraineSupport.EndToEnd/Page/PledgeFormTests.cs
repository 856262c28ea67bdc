using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

[Collection(FormFillers.Name)]
public sealed class PledgeFormTests(Register register)
{
    private static readonly string[] Line =
    [
        "capability",
        "quantity",
        "deliverBy",
        "availableFrom",
        "unitValue",
        "currency",
        "valuationBasis",
        "lot",
        "drone",
    ];

    [Fact]
    public async Task A_pledge_is_announced_as_it_was_typed()
    {
        var page = await register.OpenAsAsync("donor", "NLD", "pledges");
        await page.Locator(".actions a").ClickAsync();
        await page.WriteAsync("title", " Drones for the spring ");
        await page.ChooseFieldAsync("kind", "drones");
        await page.ChooseFieldAsync("modality", "newProduction");
        await page.ChooseFieldAsync("lines-0-capability", "DRONE-FPV");
        await page.WriteAsync("lines-0-quantity", "12 000");
        await page.WriteAsync("lines-0-deliverBy", Bodies.Day(60));
        await page.WriteAsync("lines-0-availableFrom", Bodies.Day(10));
        await page.WriteAsync("lines-0-unitValue", "512,5");
        await page.ChooseFieldAsync("lines-0-currency", "PLN");
        await page.ChooseFieldAsync("lines-0-valuationBasis", "market");
        await page.WriteAsync("lines-0-lot", "1000");
        await page.ChooseFieldAsync("lines-0-drone-class", "fpv");
        await page.ChooseFieldAsync("lines-0-drone-rangeBand", "short");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Line 2" }).ClickAsync();
        await page.Field("lines-1-capability").Should().ToBeFocusedAsync();
        await page.ChooseFieldAsync("lines-1-capability", "DRONE-ISR");
        await page.WriteAsync("lines-1-quantity", "40");
        await page.WriteAsync("lines-1-deliverBy", Bodies.Day(70));
        await page.WriteAsync("validUntil", Bodies.Day(90));
        await page.MarkAsync("disclosure", "restricted");
        await page.ChooseFieldAsync("evidence-level", "documented");
        await page.WriteAsync("evidence-url", "https://example.org/letter");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Condition 1" }).ClickAsync();
        await page.WriteAsync("conditions-0-text", "If the others reach 30,000");
        await page.ChooseFieldAsync("conditions-0-capability", "DRONE-FPV");
        await page.WriteAsync("conditions-0-othersReach", "30000");
        await page.WriteAsync("conditions-0-by", Bodies.Day(50));
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Caveat 1" }).ClickAsync();
        await page.WriteAsync("caveats-0-text", "Defensive use only");
        await page.Field("caveats-0-blocking").CheckAsync();
        await page.SendAsync();

        await page.Locator("h1").Should().ToHaveTextAsync("Drones for the spring");
        var pledge = await register.StoredAsync(page);
        Assert.Equal(
            FormSteps.Json(
                new
                {
                    donor = "NLD",
                    kind = "drones",
                    title = "Drones for the spring",
                    modality = "newProduction",
                    disclosure = "restricted",
                    evidence = new { level = "documented", url = "https://example.org/letter" },
                    conditions = new[]
                    {
                        new
                        {
                            text = "If the others reach 30,000",
                            capability = "DRONE-FPV",
                            othersReach = 30000,
                            by = Bodies.Day(50),
                        },
                    },
                    caveats = new[]
                    {
                        new
                        {
                            text = "Defensive use only",
                            type = (string?)null,
                            blocking = true,
                        },
                    },
                }
            ),
            pledge.Only("donor", "kind", "title", "modality", "disclosure", "evidence", "conditions", "caveats")
        );
        Assert.StartsWith(Bodies.Day(90), pledge.Text("validUntil"), StringComparison.Ordinal);
        var lines = pledge.GetProperty("lines").EnumerateArray().Select(line => line.Only(Line)).ToList();
        string?[] none = [null];
        Assert.Equal(
            [
                FormSteps.Json(
                    new
                    {
                        capability = "DRONE-FPV",
                        quantity = 12000,
                        deliverBy = Bodies.Day(60),
                        availableFrom = Bodies.Day(10),
                        unitValue = 512.5,
                        currency = "PLN",
                        valuationBasis = "market",
                        lot = 1000,
                        drone = new
                        {
                            @class = "fpv",
                            rangeBand = "short",
                            payloadBand = none[0],
                        },
                    }
                ),
                FormSteps.Json(
                    new
                    {
                        capability = "DRONE-ISR",
                        quantity = 40,
                        deliverBy = Bodies.Day(70),
                        availableFrom = none[0],
                        unitValue = none[0],
                        currency = none[0],
                        valuationBasis = none[0],
                        lot = none[0],
                        drone = none[0],
                    }
                ),
            ],
            lines
        );
    }

    [Fact]
    public async Task A_pool_of_what_others_make_and_deliver_is_announced()
    {
        var page = await register.OpenAsAsync("donor", "CZE", "pledges");
        await page.Locator(".actions a").ClickAsync();
        await page.WriteAsync("title", "Ammunition initiative");
        await page.ChooseFieldAsync("kind", "munitions");
        await page.ChooseFieldAsync("modality", "newProduction");
        await page.ChooseFieldAsync("deliveredBy", "USA");
        await page.ChooseFieldAsync("authority", "PURL");
        await page.Field("pool").CheckAsync();
        await page.ChooseFieldAsync("lines-0-capability", "AMMO-155");
        await page.WriteAsync("lines-0-quantity", "1000");
        await page.WriteAsync("lines-0-deliverBy", Bodies.Day(60));
        await page.ChooseFieldAsync("lines-0-madeBy", "KOR");
        await page.WriteAsync("validUntil", Bodies.Day(90));
        await page.MarkAsync("disclosure", "public");
        await page.SendAsync();

        await page.Locator("h1").Should().ToHaveTextAsync("Ammunition initiative");
        var pledge = await register.StoredAsync(page);
        Assert.Equal(
            FormSteps.Json(
                new
                {
                    deliveredBy = "USA",
                    authority = "PURL",
                    pool = true,
                }
            ),
            pledge.Only("deliveredBy", "authority", "pool")
        );
        Assert.Equal("KOR", pledge.GetProperty("lines")[0].Text("madeBy"));
    }

    [Fact]
    public async Task Of_an_amendment_only_what_was_changed_is_sent()
    {
        var announced = await register.App.AnnounceAsync("NLD");
        var page = await register.OpenAsAsync("donor", "NLD", $"pledges/{announced.Id}/amend");
        await page.WriteAsync("lines-0-quantity", "800");
        await page.MarkAsync("disclosure", "public");
        await page.WriteAsync("reason", "Less came from the factory");
        var sent = await page.RunAndWaitForRequestAsync(() => page.SendAsync(), request => request.Method == "POST");

        Assert.Equal(
            FormSteps.Json(
                new
                {
                    lines = new[]
                    {
                        new
                        {
                            line = 1,
                            quantity = 800,
                            deliverBy = Bodies.Day(60),
                        },
                    },
                    disclosure = "public",
                    reason = "Less came from the factory",
                }
            ),
            sent.PostData
        );
        var pledge = await register.App.ReadPledgeAsync(announced.Id);
        Assert.Equal((800, "public", "munitions of NLD"), (pledge.Lines[0].Quantity, pledge.Disclosure, pledge.Title));
        var last = (await register.App.ReadHistoryAsync(announced.Path()))[^1];
        Assert.Equal(("pledge.amended", "Less came from the factory"), (last.Type, last.Reason));
    }

    [Fact]
    public async Task A_commitment_is_taken_back_in_part_and_a_pledge_whole()
    {
        var committed = await register.App.CommitAsync("NLD");
        var page = await register.OpenAsAsync("donor", "NLD", $"pledges/{committed.Id}/withdraw");
        await page.MarkAsync("_extent", "part");
        await page.WriteAsync("lines-0-quantity", "400");
        await page.WriteAsync("reason", "Own stocks too low");
        await page.SendAsync();
        var left = await register.App.ReadPledgeAsync(committed.Id);
        Assert.Equal(("Formalised", 600), (left.Status, left.Lines[0].Committed));

        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Withdraw the pledge" }).ClickAsync();
        await page.MarkAsync("_extent", "whole");
        await page.WriteAsync("reason", "All of it is needed at home");
        await page.SendAsync();
        Assert.Equal("Withdrawn", (await register.App.ReadPledgeAsync(committed.Id)).Status);
        Assert.Equal(
            ["Own stocks too low", "All of it is needed at home"],
            (await register.App.ReadHistoryAsync(committed.Path()))
                .Where(entry => entry.Type.Contains("withdrawn", StringComparison.Ordinal))
                .Select(entry => entry.Reason)
        );
    }

    [Fact]
    public async Task A_pledge_is_accepted_in_part_and_formalised()
    {
        var announced = await register.App.AnnounceAsync("NLD");
        var page = await register.OpenAsAsync("coordinator", "NATO", $"pledges/{announced.Id}/review");
        await page.MarkAsync("decision", "partial");
        await page.WriteAsync("lines-0-quantity", "700");
        await page.WriteAsync("reason", "The rest comes from elsewhere");
        await page.SendAsync();
        var accepted = await register.App.ReadPledgeAsync(announced.Id);
        Assert.Equal(("PartiallyAccepted", 700), (accepted.Status, accepted.Lines[0].Accepted));

        page = await register.OpenAsAsync("donor", "NLD", $"pledges/{announced.Id}/formalise");
        await page.WriteAsync("instrument", "Letter to parliament");
        await page.WriteAsync("legalReference", "2031/12");
        await page.WriteAsync("signedOn", Bodies.Day(0));
        await page.WriteAsync("parliamentApprovedOn", Bodies.Day(-3));
        await page.SendAsync();
        var pledge = await register.StoredAsync(page);
        Assert.Equal("Formalised", pledge.Text("status"));
        Assert.Equal(
            FormSteps.Json(
                new
                {
                    instrument = "Letter to parliament",
                    legalReference = "2031/12",
                    parliamentApprovedOn = Bodies.Day(-3),
                    signedOn = Bodies.Day(0),
                }
            ),
            pledge.GetProperty("commitment").Only("instrument", "legalReference", "parliamentApprovedOn", "signedOn")
        );
    }

    [Fact]
    public async Task A_pledge_is_declined_with_a_reason()
    {
        var announced = await register.App.AnnounceAsync("NLD");
        var page = await register.OpenAsAsync("coordinator", "NATO", $"pledges/{announced.Id}/review");
        await page.MarkAsync("decision", "decline");
        await page.WriteAsync("reason", "Nobody can use it");
        await page.SendAsync();
        Assert.Equal("Declined", (await register.App.ReadPledgeAsync(announced.Id)).Status);
        Assert.Equal("Nobody can use it", (await register.App.ReadHistoryAsync(announced.Path()))[^1].Reason);
    }

    [Fact]
    public async Task Who_may_not_do_something_is_not_shown_its_button()
    {
        var announced = await register.App.AnnounceAsync("NLD");
        foreach (
            var (role, party, buttons) in new[]
            {
                ("donor", "NLD", new[] { "Amend the pledge", "Withdraw the pledge" }),
                ("donor", "GBR", []),
                ("coordinator", "NATO", ["Review the pledge"]),
                ("coordinator", "NLD", []),
                ("recipient", "UKR", []),
            }
        )
        {
            var page = await register.OpenAsAsync(role, party, $"pledges/{announced.Id}");
            Assert.Equal(buttons, await page.Locator(".actions a").AllInnerTextsAsync());
        }

        var stranger = await register.OpenAsAsync("coordinator", "NLD", $"pledges/{announced.Id}/review");
        await stranger.Locator("main").Should().ToContainTextAsync("This cannot be done now");
    }
}
