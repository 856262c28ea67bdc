using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.Functions.Events;

namespace UkraineSupport.Functions.Tests.Events;

/// <summary>Which settings give which dashboards a queue, and what a mistake in them says at the start.</summary>
public sealed class DashboardSettingsTests
{
    [Fact]
    public void Each_dashboard_has_a_sink_beside_the_first_and_the_page() =>
        Assert.Equal(
            ["Queue", "Queue_site", "Queue_press_2", "Queue_page"],
            Sinks(("0:Name", "site"), ("1:Name", "press-2"), ("1:Disclosure", "Coalition"))
        );

    [Fact]
    public void What_is_left_empty_is_none() =>
        Assert.Equal(
            ["Queue", "Queue_site", "Queue_page"],
            Sinks(("0:Name", ""), ("0:Disclosure", ""), ("1:Name", "site"))
        );

    [Fact]
    public void The_app_s_own_page_has_one_and_no_other_dashboard_is_called_so() =>
        Assert.Equal(
            "Dashboards__0__Name is 'page': that is the app's own page.",
            Mistake(("0:Name", "page"), ("0:Disclosure", "restricted"))
        );

    [Theory]
    [InlineData("Site")]
    [InlineData("a_b")]
    [InlineData("a--b")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a b")]
    [InlineData("é")]
    [InlineData("a\n")]
    [InlineData("../outbox")]
    public void A_name_that_no_queue_can_have_is_told(string name) =>
        Assert.Equal(
            $"Dashboards__0__Name '{name}' gives no name of a queue, support-events-NAME: small letters, digits and "
                + "single hyphens between them, at most 48 characters.",
            Mistake(("0:Name", name))
        );

    [Fact]
    public void A_name_is_as_long_as_a_queue_s_may_be()
    {
        var longest = new string('a', 48);
        Assert.Equal(["Queue", $"Queue_{longest}", "Queue_page"], Sinks(("0:Name", longest)));
        Assert.Contains("at most 48 characters", Mistake(("0:Name", longest + "a")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_given_once() =>
        Assert.Equal(
            "Dashboards__2__Name and Dashboards__0__Name are both 'site': each dashboard has a queue of its own.",
            Mistake(("0:Name", "site"), ("1:Name", "press"), ("2:Name", "site"))
        );

    [Theory]
    [InlineData("0:Disclosure", "public")]
    [InlineData("0", "site")]
    public void A_dashboard_without_a_name_is_told(string setting, string value) =>
        Assert.Equal("Dashboards__0__Name is missing: it names the dashboard's queue.", Mistake((setting, value)));

    [Theory]
    [InlineData("secret")]
    [InlineData("2")]
    public void A_level_that_is_none_is_told(string level) =>
        Assert.Equal(
            $"Dashboards__0__Disclosure is '{level}': it is public, coalition or restricted.",
            Mistake(("0:Name", "site"), ("0:Disclosure", level))
        );

    private static string Mistake(params (string Setting, string Value)[] settings) =>
        Assert.Throws<InvalidOperationException>(() => Sinks(settings)).Message;

    private static List<string> Sinks(params (string Setting, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([
                new("AzureWebJobsStorage", "UseDevelopmentStorage=true"),
                new("Access:Authority", "https://issuer.example"),
                .. settings.Select(s => KeyValuePair.Create($"Dashboards:{s.Setting}", (string?)s.Value)),
            ])
            .Build();
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddUkraineSupport(configuration)
            .BuildServiceProvider();
        return [.. services.GetServices<ISink>().Select(s => s.Name)];
    }
}
