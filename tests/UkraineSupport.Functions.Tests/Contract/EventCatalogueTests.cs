using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using NJsonSchema;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Events;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Contract;

public sealed class EventCatalogueTests
{
    private static readonly Levels NoLevels = Levels.None(Disclosure.Public);
    private static readonly DateTimeOffset At = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_event_has_its_schema_under_docs()
    {
        foreach (var (name, type) in EventTypes.All)
        {
            var schema = Schemas.OfStored(type).AsObject();
            MakeOptional(schema);
            schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
            schema.Insert(1, "title", $"ukraine-support.{name}");
            schema.Insert(2, "description", Summary(type));
            CheckedInDocument.AssertIs(schema, "docs", "events", $"{name}.schema.json");
        }

        var files = Directory
            .GetFiles(Path.Combine(RepositoryRoot.Path, "docs", "events"), "*.schema.json")
            .Select(f => Path.GetFileName(f)[..^".schema.json".Length]);
        Assert.Equal(EventTypes.All.Keys.Order(), files.Order());
    }

    /// <summary>The versions of other aggregates are not shown to everyone.</summary>
    private static void MakeOptional(JsonNode? schema)
    {
        if (schema is JsonObject members)
        {
            if (members["required"] is JsonArray required)
                required.RemoveAll(name => EventData.VersionsOfOthers.Contains((string?)name));
            foreach (var (_, value) in members)
                MakeOptional(value);
        }
        else if (schema is JsonArray items)
        {
            foreach (var item in items)
                MakeOptional(item);
        }
    }

    [Fact]
    public void The_catalogue_lists_every_event() =>
        CheckedInDocument.AssertIs(Catalogue(), "docs", "events", "README.md");

    [Fact]
    public async Task An_event_on_the_queue_is_a_cloud_event_whose_data_fits_its_schema()
    {
        var happened = EventRecord.Seal(
            "pledge-0",
            1,
            new PledgeReviewed(PledgeStatus.Accepted, [new(1, 5)], At, At),
            At,
            Actor.System,
            "fits",
            EventRecord.Genesis
        );
        var message = JsonNode.Parse(
            CloudEvents
                .Encode(
                    new OutgoingEvent(happened, NoLevels, Disclosure.Public, "/api/pledges/pledge-0"),
                    Disclosure.Restricted
                )
                .ToString()
        )!;

        Assert.Equal("1.0", (string?)message["specversion"]);
        Assert.Equal("pledge-0/1", (string?)message["id"]);
        Assert.Equal("ukraine-support.pledge.reviewed", (string?)message["type"]);
        Assert.Equal("1", (string?)message["sequence"]);
        var schema = await JsonSchema.FromFileAsync(
            Path.Combine(RepositoryRoot.Path, "docs", "events", "pledge.reviewed.schema.json"),
            TestContext.Current.CancellationToken
        );
        Assert.Empty(schema.Validate(message["data"]!.ToJsonString()));
        Assert.NotEmpty(schema.Validate("""{"status": "Accepted"}"""));
    }

    [Fact]
    public void A_restricted_record_shows_on_the_queue_without_its_data()
    {
        var happened = EventRecord.Seal(
            "pledge-0",
            2,
            new PledgeCompleted(),
            At,
            Actor.System,
            "secret reason",
            EventRecord.Genesis
        );
        var message = CloudEvents
            .Encode(
                new OutgoingEvent(happened, NoLevels, Disclosure.Restricted, "/api/pledges/pledge-0"),
                Disclosure.Restricted
            )
            .ToString();
        Assert.DoesNotContain("\"data\"", message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
        Assert.Contains("\"dataref\":\"/api/pledges/pledge-0/history\"", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_too_large_for_a_message_is_pointed_to()
    {
        var many = new PledgeWithdrawalCompensated([
            .. Enumerable.Repeat("requirement-0123456789abcdef0123456789abcdef", 1200),
        ]);
        var message = CloudEvents.Encode(
            new OutgoingEvent(
                EventRecord.Seal("pledge-0", 3, many, At, Actor.System, null, EventRecord.Genesis),
                NoLevels,
                Disclosure.Public,
                "/api/pledges/pledge-0"
            ),
            Disclosure.Restricted
        );
        Assert.InRange(message.ToMemory().Length, 1, 48 * 1024);
        Assert.Contains("dataref", message.ToString(), StringComparison.Ordinal);
    }

    private static string Catalogue()
    {
        var text = new StringBuilder(
            """
            # Events

            Every state change goes out as one [CloudEvents 1.0](https://github.com/cloudevents/spec) message in structured JSON: on the storage queue `support-events`, on the
            queue of each dashboard whose level may see it (raw text; [guide](../guide-for-dashboards.md)) and, where a Service Bus is configured, on the topics. At least once, and in order for
            each aggregate; none waits for the other. On a topic `MessageId` is the event's `id`, `SessionId` the aggregate, `Subject` the `type`, and the property
            `disclosure` is there for filters. What is sent twice has the same `MessageId`: duplicate detection drops it within its window.

            | attribute | is |
            |---|---|
            | `id` | aggregate id / `sequence`, and after a restore / epoch (the system's life, raised so that no id is given twice): the same for a message that is sent twice. Keep the highest `sequence` you have seen of each aggregate, or the ids. Feeds of different levels count apart: ids of one say nothing in another. |
            | `subject` | the aggregate: `pledge-…`, `requirement-…`, `usdelivery-…` (one for each capability), `signal-…`, `gap-…`, `statement-…` (the coalition's requirements: there is one), `force-…` or `call-…` |
            | `sequence` | its number among the aggregate's events that the feed's level may see; consecutive from 1, so that a consumer sees when one is missing. For those who see all it is the version |
            | `time` | when it was decided, UTC |
            | `disclosure` | `public`, `coalition` or `restricted`: whom it is for; a restricted event carries no data |
            | `hash` | the event's hash in that level's chain of the aggregate: whoever keeps it can tell later whether history was changed |
            | `dataref` | where the data is when the message does not carry it (restricted, or larger than a message holds) |

            `data` fits the schema of its `type`:

            | type | when | schema |
            |---|---|---|

            """.ReplaceLineEndings("\n")
        );
        foreach (var (name, type) in EventTypes.All.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"| `ukraine-support.{name}` | {Summary(type)} | [{name}]({name}.schema.json) |\n"
            );
        }

        return text.Append(
                "\nThis page and the schemas are generated from the types: `UPDATE_DOCS=1 ./test functions`.\n"
            )
            .ToString();
    }

    /// <summary>The summary of the type's doc comment.</summary>
    internal static string Summary(MemberInfo member)
    {
        var name = member is Type type ? $"T:{type.FullName}" : $"M:{member.DeclaringType!.FullName}.{member.Name}";
        var assembly = (member as Type ?? member.DeclaringType!).Assembly;
        var docs = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"));
        var found = docs.Descendants("member")
            .First(m =>
                m.Attribute("name")!.Value is var n && (n == name || n.StartsWith($"{name}(", StringComparison.Ordinal))
            );
        foreach (var reference in found.Descendants("paramref").ToList())
            reference.ReplaceWith(
                char.ToLowerInvariant(reference.Attribute("name")!.Value[0]) + reference.Attribute("name")!.Value[1..]
            );
        foreach (var reference in found.Descendants("see").ToList())
            reference.ReplaceWith(reference.Attribute("cref")!.Value.Split('.')[^1]);
        return string.Join(
            ' ',
            found.Element("summary")!.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
    }
}
