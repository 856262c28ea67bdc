using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Access;
using UkraineSupport.Functions.Feed;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Settings;

namespace UkraineSupport.Functions.Tests.Feed;

/// <summary>How many streams one caller may hold, and settings that cannot be.</summary>
public sealed class StreamLimitTests
{
    private static readonly Actor Dutch = new(Role.Donor, "NLD", "liaison");

    [Fact]
    public void Each_caller_and_each_address_holds_so_many_and_gets_places_back()
    {
        using var admission = Admission(("CallerStreams", "2"), ("AnonymousStreams", "1"));
        var (here, there) = (From("192.0.2.1"), From("192.0.2.2"));
        var first = admission.Hold(here, Dutch);
        admission.Hold(there, Dutch);
        var refused = Assert.Throws<ProblemException>(() => admission.Hold(here, Dutch));
        Assert.Equal(
            (429, "too-many-streams", TimeSpan.FromSeconds(10)),
            (refused.Status, refused.Code, refused.RetryAfter!.Value)
        );

        Assert.NotNull(admission.Hold(here, Dutch with { Subject = "another" }));
        Assert.NotNull(admission.Hold(here, Actor.Anonymous));
        Assert.NotNull(admission.Hold(there, Actor.Anonymous));
        Assert.Throws<ProblemException>(() => admission.Hold(there, Actor.Anonymous));
        first!.Dispose();
        Assert.NotNull(admission.Hold(here, Dutch));
    }

    [Fact]
    public void On_this_machine_nothing_is_limited_where_that_is_set()
    {
        using var admission = Admission(("CallerStreams", "1"), ("ExemptLoopback", "true"));
        Assert.Null(admission.Hold(From("127.0.0.1"), Dutch));
        Assert.Null(admission.Hold(From("127.0.0.1"), Dutch));
    }

    [Theory]
    [InlineData("Keep", "a month")]
    [InlineData("Keep", "00:59:59")]
    [InlineData("StreamLength", "0")]
    [InlineData("StreamLength", "2.00:00:00")]
    public void A_setting_that_cannot_be_ends_the_start(string name, string value)
    {
        var mistake = SettingsCheck.Of(Settings(($"Feed:{name}", value))).First();
        Assert.StartsWith($"Feed__{name} is {value}: a span from ", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_set_is_as_usual() => Assert.Equal(FeedSettings.Usual, FeedSettings.Read(Settings()));

    private static Admission Admission(params (string Name, string Value)[] limits)
    {
        var settings = Settings([.. limits.Select(l => ($"Limits:{l.Name}", l.Value))]);
        var issuer = new Issuer(settings, TimeProvider.System, NullLogger<Issuer>.Instance);
        return new(new TokenReader(settings, issuer, TimeProvider.System), LimitSettings.Read(settings));
    }

    private static IConfigurationRoot Settings(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)))
            .Build();

    private static HttpRequest From(string address)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return context.Request;
    }
}
