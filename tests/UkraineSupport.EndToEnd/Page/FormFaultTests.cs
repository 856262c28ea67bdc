using Microsoft.Playwright;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>What goes wrong while a form is filled in, and that nothing is lost by it.</summary>
[Collection(FormFillers.Name)]
public sealed class FormFaultTests(Register register)
{
    [Fact]
    public async Task What_is_wrong_stands_at_its_field_and_in_a_list_that_leads_there()
    {
        var page = await register.OpenAsAsync("recipient", "UKR", "requirements/new");
        await page.WriteAsync("title", "Tanks");
        await page.ChooseFieldAsync("capability", "TANK");
        await page.WriteAsync("quantity", "1,200");
        await page.MarkAsync("priority", "2");
        await page.SendButton().ClickAsync();
        // What the page sees by itself.
        await page.Locator(".summary").Should().ToBeFocusedAsync();
        Assert.Equal(
            [
                "Quantity: Write a number without signs between thousands, such as 12000 or 12.5.",
                "Needed by: Give a day.",
            ],
            await page.SummaryAsync()
        );

        // What the register says of it.
        await page.WriteAsync("quantity", "2.5");
        await page.WriteAsync("requiredBy", Bodies.Day(-400));
        await page.GetByRole(AriaRole.Button, new() { Name = "Substitute 1" }).ClickAsync();
        await page.ChooseFieldAsync("substitutes-0-capability", "IFV");
        await page.WriteAsync("substitutes-0-factor", "0");
        await page.SendButton().ClickAsync();
        await page.Locator(".summary li >> nth=2").Should().ToBeVisibleAsync();
        Assert.Equal(
            [
                "Quantity: A whole number of vehicles.",
                "Needed by: Not in the past.",
                "Substitute 1, For how much one of it counts: More than 0, at most 1000, four decimals.",
            ],
            await page.SummaryAsync()
        );
        var factor = page.Field("substitutes-0-factor");
        await page.Locator(".summary a").Last.ClickAsync();
        await factor.Should().ToBeFocusedAsync();
        await factor.Should().ToHaveAttributeAsync("aria-invalid", "true");
        await factor
            .Should()
            .ToHaveAccessibleDescriptionAsync(
                "Such as 0.5: two of it stand for one. Not right: More than 0, at most 1000, four decimals."
            );
        Assert.EndsWith("/requirements/new", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_at_once_the_second_sees_what_the_first_did_and_goes_on_upon_it()
    {
        var pledge = await register.App.AnnounceAsync("NLD");
        var page = await register.OpenAsAsync("donor", "NLD", $"pledges/{pledge.Id}/amend");
        await page.WriteAsync("lines-0-quantity", "900");
        await page.WriteAsync("reason", "Fewer than hoped");
        var meanwhile = Bodies.Reason("A better name");
        meanwhile["title"] = "Rounds from stock";
        (await register.App.Donor("NLD").ChangeAsync(pledge.Path(), "amendment", meanwhile)).Expect(200);
        await page.SendButton().ClickAsync();

        await page.Locator(".changed").Should().ToBeFocusedAsync();
        await page.Locator(".changed .events li").Should().ToHaveCountAsync(1);
        await page.Locator(".changed .events")
            .Should()
            .ToContainTextAsync("Title: munitions of NLD → Rounds from stock");
        await page.Locator(".changed .events").Should().ToContainTextAsync("A better name");
        Assert.Equal(1000, (await register.App.ReadPledgeAsync(pledge.Id)).Lines[0].Quantity);

        await page.Locator(".changed button").ClickAsync();
        await page.UntilDoneAsync();
        var stored = await register.App.ReadPledgeAsync(pledge.Id);
        Assert.Equal(("Rounds from stock", 900), (stored.Title, stored.Lines[0].Quantity));
    }

    [Fact]
    public async Task When_it_cannot_be_done_any_more_that_is_said_and_nothing_is_sent()
    {
        var pledge = await register.App.AnnounceAsync("NLD");
        var page = await register.OpenAsAsync("coordinator", "NATO", $"pledges/{pledge.Id}/review");
        await page.MarkAsync("decision", "accept");
        await page.WriteAsync("reason", "Wanted");
        (await register.App.Donor("NLD").ChangeAsync(pledge.Path(), "withdrawal", Bodies.Reason())).Expect(200);
        await page.SendButton().ClickAsync();
        await page.Locator(".changed").Should().ToContainTextAsync("cannot be done any more");
        await page.Locator(".changed button").Should().ToHaveCountAsync(0);
        await page.Field("reason").Should().ToHaveValueAsync("Wanted");
    }

    [Fact]
    public async Task A_double_click_and_a_retry_after_a_lost_answer_post_once()
    {
        var title = "Once and no more";
        var page = await register.OpenAsAsync("recipient", "UKR", "requirements/new");
        await FillRequirementAsync(page, title);
        // The first answer is lost on its way.
        var lost = new TaskCompletionSource();
        await page.RouteAsync(
            "**/api/requirements",
            async route =>
            {
                await route.FetchAsync();
                await route.AbortAsync();
                lost.TrySetResult();
            },
            new() { Times = 1 }
        );
        await page.SendButton().DblClickAsync();
        await lost.Task;
        await page.Locator(".foot .trouble").Should().ToContainTextAsync("Send it again: it counts once.");
        await page.ReloadAsync();
        await page.Field("title").Should().ToHaveValueAsync(title);
        await page.SendButton().DblClickAsync();
        await page.UntilDoneAsync();

        var filed = await register.App.Coordinator.ListAsync<RequirementView>("requirements");
        Assert.Single(filed, requirement => requirement.Title == title);
    }

    [Fact]
    public async Task What_was_changed_after_a_lost_answer_does_not_make_a_second_record()
    {
        var page = await register.OpenAsAsync("recipient", "UKR", "requirements/new");
        await FillRequirementAsync(page, "Sent first");
        await page.RouteAsync(
            "**/api/requirements",
            async route =>
            {
                await route.FetchAsync();
                await route.AbortAsync();
            },
            new() { Times = 1 }
        );
        await page.SendButton().ClickAsync();
        await page.Locator(".foot .trouble").Should().ToBeVisibleAsync();
        await page.WriteAsync("title", "Sent second");
        await page.SendButton().ClickAsync();
        await page.Locator(".said").Should().ToContainTextAsync("What you sent before has arrived");
        await page.Locator("h1").Should().ToHaveTextAsync("Sent first");
        var filed = await register.App.Coordinator.ListAsync<RequirementView>("requirements");
        Assert.Single(filed, requirement => requirement.Title.StartsWith("Sent ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_draft_survives_leaving_a_reload_and_an_outage_and_is_gone_once_it_is_sent()
    {
        var page = await register.OpenAsAsync("recipient", "UKR", "requirements/new");
        await FillRequirementAsync(page, "Kept");
        await page.GetByRole(AriaRole.Link, new() { Name = "Leave it for now" }).ClickAsync();
        await page.Locator(".actions a").Should().ToContainTextAsync("(begun)");
        await page.ReloadAsync();
        await page.Locator(".actions a").ClickAsync();
        await page.Locator(".kept").Should().ToBeVisibleAsync();
        await page.Field("quantity").Should().ToHaveValueAsync("5");

        await page.Context.SetOfflineAsync(true);
        await page.SendButton().ClickAsync();
        await page.Locator(".foot .trouble").Should().ToContainTextAsync("What you typed is kept here");
        await page.Context.SetOfflineAsync(false);
        await page.SendAsync();
        Assert.Equal("Kept", (await register.StoredAsync(page)).Text("title"));
        await page.GotoAsync(new Uri(register.App.Process.Address, "page/requirements/new").ToString());
        await page.Field("title").Should().ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_draft_is_shown_to_nobody_else()
    {
        var page = await register.OpenAsAsync("donor", "NLD", "pledges/new");
        await page.WriteAsync("title", "Not yet for others");
        await page.ReloadAsync();
        await page.Field("title").Should().ToHaveValueAsync("Not yet for others");
        var other = register.App.Process.Key.Mint("donor", "GBR");
        await page.AddInitScriptAsync(Chromium.SignedIn(other));
        await page.ReloadAsync();
        await page.Locator("button.viewer").Should().ToContainTextAsync("United Kingdom");
        await page.Field("title").Should().ToHaveValueAsync("");
    }

    private static async Task FillRequirementAsync(IPage page, string title)
    {
        await page.WriteAsync("title", title);
        await page.ChooseFieldAsync("capability", "TANK");
        await page.WriteAsync("quantity", "5");
        await page.MarkAsync("priority", "3");
        await page.WriteAsync("requiredBy", Bodies.Day(100));
    }
}
