using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>The classes that fill forms in share one register, in which each keeps to records of its own.</summary>
[CollectionDefinition(Name)]
public sealed class FormFillers : ICollectionFixture<Register>
{
    internal const string Name = "Who fills forms in";
}

/// <summary>What somebody who fills a form in does and sees.</summary>
internal static class FormSteps
{
    /// <summary>A view as somebody with a role sees it.</summary>
    public static Task<IPage> OpenAsAsync(
        this Register register,
        string role,
        string party,
        string path,
        ColorScheme scheme = ColorScheme.Light,
        int width = 1280,
        string language = "en"
    ) => register.OpenPageAsync(path, scheme, width, language, register.App.Process.Key.Mint(role, party));

    /// <summary>A field by its place in the form, such as <c>lines-0-quantity</c>.</summary>
    public static ILocator Field(this IPage page, string place) => page.Locator($"#field-{place}");

    /// <summary>Types.</summary>
    public static Task WriteAsync(this IPage page, string place, string text) => page.Field(place).FillAsync(text);

    /// <summary>Chooses from a list.</summary>
    public static Task ChooseFieldAsync(this IPage page, string place, string value) =>
        page.Field(place).SelectOptionAsync(value);

    /// <summary>Chooses among a few that are all in sight.</summary>
    public static Task MarkAsync(this IPage page, string place, string value) =>
        page.Locator($"input[name=field-{place}][value='{value}']").CheckAsync();

    /// <summary>The button that sends.</summary>
    public static ILocator SendButton(this IPage page) => page.Locator(".fill [type=submit]");

    /// <summary>Sends, and waits until the page says that it is done.</summary>
    public static async Task SendAsync(this IPage page)
    {
        await page.SendButton().ClickAsync();
        await page.UntilDoneAsync();
    }

    /// <summary>The page says that it is done, on the view that shows it.</summary>
    public static async Task UntilDoneAsync(this IPage page)
    {
        await page.Locator(".said").Should().ToBeVisibleAsync();
        await page.UntilReadAsync();
    }

    /// <summary>What the page says is wrong, all of it.</summary>
    public static Task<IReadOnlyList<string>> SummaryAsync(this IPage page) =>
        page.Locator(".summary li").AllInnerTextsAsync();

    /// <summary>A record as coordinators see it.</summary>
    public static async Task<JsonElement> StoredAsync(this Register register, string path) =>
        (await register.App.Coordinator.GetAsync(path)).Expect(200).Read<JsonElement>();

    /// <summary>The record whose view is on screen.</summary>
    public static Task<JsonElement> StoredAsync(this Register register, IPage page) =>
        register.StoredAsync(new Uri(page.Url).AbsolutePath["/api/page/".Length..]);

    /// <summary>Some of a record's properties, to be held against what was typed.</summary>
    public static string Only(this JsonElement item, params string[] names) =>
        new JsonObject(
            names.Select(name => KeyValuePair.Create(name, JsonNode.Parse(item.GetProperty(name).GetRawText())))
        ).ToJsonString();

    /// <summary>What it should be, in the same form.</summary>
    public static string Json(object expected) => JsonSerializer.SerializeToNode(expected)!.ToJsonString();
}
