using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.Functions.Settings;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Settings;

/// <summary>What is wrong with settings ends the start, all of it at once, a sentence each.</summary>
public sealed class SettingsCheckTests
{
    private static readonly (string, string)[] Good =
    [
        ("AzureWebJobsStorage__accountName", "support"),
        ("Access__Authority", "https://login.microsoftonline.com/6a0a2f2e-0000-4000-8000-000000000001/v2.0"),
        ("Access__Audience", "6a0a2f2e-0000-4000-8000-000000000002"),
    ];

    private static readonly (string, string) Azure = ("WEBSITE_POD_NAME", "0--6a0a2f2e");

    [Fact]
    public void What_a_deployment_sets_is_good_there_and_here()
    {
        Assert.Empty(Mistakes(Good));
        Assert.Empty(Mistakes([.. Good, Azure]));
    }

    [Fact]
    public void Every_mistake_is_told_at_once_and_ends_the_start()
    {
        (string, string)[] settings =
        [
            ("Access__Audiense", "support"),
            ("Deadlines__Review", "a fortnight"),
            ("Deadlines__Revue", "14.00:00:00"),
            ("Gaps__MinPercent", "101"),
            ("CoProduction__Behind", "80"),
            ("FourEyes__Required", "yes"),
            ("Board__Members__0", "ATLANTIS"),
            ("Board__RotatingSeats__0__From", "1 May"),
            ("Events__Epoch", "2-b"),
            ("Limits__CallerBurst", "0"),
            ("Retention__Answers", "00:00:01"),
            ("Dashboards__0__Name", "Site"),
            ("Dashboards__1__Disclosure", "public"),
            ("ServiceBus__Namespace", "not a name"),
            ("ServiceBus__Levels__0", "all"),
        ];
        string[] starts =
        [
            "Access__Audiense is no setting of the app: there is Access__Authority, ",
            "Board__Members__0 is ATLANTIS: the code of a nation, or EU, NATO, EIB, EPF.",
            "Board__RotatingSeats__0__From is 1 May: a day, as 2026-11-01.",
            "Events__Epoch is 2-b: letters and digits, at most 32.",
            "Limits__CallerBurst is 0: a whole number from 1.",
            "Retention__Answers is 00:00:01: a span from 1.00:00:00 to 3650.00:00:00.",
            "Deadlines__Review is a fortnight: a span from 00:00:00 to 3650.00:00:00.",
            "Deadlines__Revue is no setting of the app: there is Deadlines__Review, Deadlines__Formalisation, ",
            "FourEyes__Required is yes: true or false.",
            "Gaps__MinPercent is 101: a number from 0 to 100.",
            "CoProduction__Behind is 80: a number from 0 to 1.",
            "Set AzureWebJobsStorage (connection string) or AzureWebJobsStorage__accountName (managed identity).",
            "Set Access__Authority (whose tokens are accepted) or, on one machine, Access__DevelopmentKeyFile.",
            "Dashboards__0__Name 'Site' gives no name of a queue",
            "Dashboards__1__Name is missing: it names the dashboard's queue.",
            "ServiceBus__Namespace or ServiceBus__Topic is wrong: ",
            "ServiceBus__Levels__0 is 'all': it is public or coalition, each once",
        ];
        var mistake = Assert.Throws<InvalidOperationException>(() =>
            new ServiceCollection().AddUkraineSupport(Configuration(settings))
        );
        var told = mistake.Message.Split('\n').Order(StringComparer.Ordinal).ToList();
        Assert.All(
            starts.Order(StringComparer.Ordinal).Zip(told),
            pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal)
        );
        Assert.Equal(starts.Length, told.Count);
    }

    [Theory]
    [InlineData("WEBSITE_INSTANCE_ID")]
    [InlineData("WEBSITE_POD_NAME")]
    [InlineData("LEGION_SERVICE_HOST")]
    [InlineData("CONTAINER_APP_NAME")]
    public void What_is_for_one_machine_is_refused_in_Azure(string mark)
    {
        using var key = new DevelopmentKey();
        using var directory = new TemporaryDirectory();
        File.WriteAllText(directory.Combine("public.pem"), key.PublicPem);
        (string, string)[] settings =
        [
            ("AzureWebJobsStorage", "UseDevelopmentStorage=true"),
            ("Access__DevelopmentKeyFile", directory.Combine("public.pem")),
            ("Limits__ExemptLoopback", "true"),
            ("Cors__Origins__0", "https://dashboard.example.org"),
            ("Cors__Origins__1", "http://dashboard.example.org"),
        ];
        Assert.Empty(Mistakes(settings));
        Assert.Equal(
            [
                "Access__DevelopmentKeyFile is set: in Azure no development key is taken.",
                "Limits__ExemptLoopback is true: in Azure every caller comes from the host on the same machine.",
                "AzureWebJobsStorage is the emulator: in Azure it is an account.",
                "Cors__Origins__1 is http://dashboard.example.org: in Azure an origin is https.",
            ],
            Mistakes([.. settings, (mark, "something"), ("AZURE_FUNCTIONS_ENVIRONMENT", "Development")])
        );
    }

    [Fact]
    public void A_development_key_is_not_taken_beside_an_authority()
    {
        using var key = new DevelopmentKey();
        using var directory = new TemporaryDirectory();
        File.WriteAllText(directory.Combine("public.pem"), key.PublicPem);
        Assert.Equal(
            ["Set Access__Authority or Access__DevelopmentKeyFile, not both: whoever has the key could be anybody."],
            Mistakes([.. Good, ("Access__DevelopmentKeyFile", directory.Combine("public.pem"))])
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no key")]
    public void A_file_without_a_key_ends_the_start(string? content)
    {
        using var directory = new TemporaryDirectory();
        var file = directory.Combine("public.pem");
        if (content is not null)
            File.WriteAllText(file, content);
        Assert.Equal(
            [
                $"Access__DevelopmentKeyFile is {file}: a file with a public key in PEM form is wanted, as ./run token makes.",
            ],
            Mistakes([("AzureWebJobsStorage", "UseDevelopmentStorage=true"), ("Access__DevelopmentKeyFile", file)])
        );
    }

    [Theory]
    [InlineData("http://login.example.org/tenant")]
    [InlineData("login.example.org")]
    [InlineData("https://login.example.org/tenant?x=1")]
    [InlineData("https://me@login.example.org/tenant")]
    [InlineData("https://login.microsoftonline.com/common/v2.0")]
    [InlineData("https://login.microsoftonline.com/organizations/v2.0")]
    public void An_authority_is_one_tenant_s_and_is_asked_over_TLS(string authority) =>
        Assert.Equal(
            [
                $"Access__Authority is {authority}: the https address of one tenant's issuer (http on this machine only).",
            ],
            Mistakes([.. Good.Where(s => s.Item1 != "Access__Authority"), ("Access__Authority", authority)])
        );

    [Fact]
    public void An_issuer_on_this_machine_is_for_this_machine()
    {
        (string, string)[] settings =
        [
            ("AzureWebJobsStorage__accountName", "support"),
            ("Access__Authority", "http://127.0.0.1:8080/tenant"),
        ];
        Assert.Empty(Mistakes(settings));
        Assert.Equal(["Access__Authority is http: in Azure it is https."], Mistakes([.. settings, Azure]));
    }

    [Fact]
    public void A_backup_goes_to_one_other_account_and_in_Azure_with_an_identity()
    {
        const string Local = "UseDevelopmentStorage=true";
        Assert.Empty(Mistakes([.. Good, ("Backup__AccountName", "backups"), Azure]));
        Assert.Empty(Mistakes([.. Good, ("Backup__ConnectionString", Local)]));
        Assert.Equal(
            ["Backup__ConnectionString is set: in Azure it is Backup__AccountName, and the app's identity."],
            Mistakes([.. Good, ("Backup__ConnectionString", "AccountName=backups"), Azure])
        );
        Assert.Equal(
            ["Set Backup__AccountName or Backup__ConnectionString, not both."],
            Mistakes([.. Good, ("Backup__AccountName", "backups"), ("Backup__ConnectionString", Local)])
        );
        const string Own = "Backup__… names the app's own storage account: a backup is to outlive it.";
        var account = Good.Single(s => s.Item1 == "AzureWebJobsStorage__accountName").Item2;
        Assert.Equal([Own], Mistakes([.. Good, ("Backup__AccountName", account)]));
        Assert.Equal([Own], Mistakes([.. Good, ("AzureWebJobsStorage", Local), ("Backup__ConnectionString", Local)]));
    }

    [Fact]
    public void The_sample_names_every_setting_but_lists_and_what_has_no_default_and_the_guide_all()
    {
        var sample = JsonNode.Parse(File.ReadAllText(RepositoryRoot.Combine("local.settings.sample.json")))!["Values"]!
            .AsObject()
            .Select(p => p.Key)
            .Where(name =>
                name.Contains("__", StringComparison.Ordinal) && !name.StartsWith("Azure", StringComparison.Ordinal)
            )
            .ToList();
        Assert.All(sample, name => Assert.NotNull(KnownSettings.At(name.Replace("__", ":", StringComparison.Ordinal))));
        var guide = File.ReadAllText(RepositoryRoot.Combine("docs", "operations.md"));
        Assert.All(
            KnownSettings.Names.Where(n => n != "Dashboards__*"),
            name => Assert.Contains(name.Split("__*")[0].Split("__")[^1], guide, StringComparison.Ordinal)
        );
    }

    private static List<string> Mistakes(params (string Name, string Value)[] settings) =>
        [.. SettingsCheck.Of(Configuration(settings))];

    private static IConfigurationRoot Configuration((string Name, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.Select(s =>
                    KeyValuePair.Create(s.Name.Replace("__", ":", StringComparison.Ordinal), (string?)s.Value)
                )
            )
            .Build();
}
