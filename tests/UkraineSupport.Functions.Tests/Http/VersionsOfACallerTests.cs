using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Tests.Storage;

namespace UkraineSupport.Functions.Tests.Http;

/// <summary>
/// Each caller counts the versions of what it may see: in ETags, If-Match, refusals, answers and lists.
/// </summary>
public sealed class VersionsOfACallerTests(AzuriteFixture azurite)
{
    private static readonly Actor Danish = new(Role.Donor, "DNK", "liaison");

    private readonly Parts _parts = new(azurite.ConnectionString);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_caller_does_not_see_does_not_make_the_version_stale_that_it_read()
    {
        var gap = await GapAsync();
        await LapseAsync(gap, "SWE");
        await LapseAsync(gap, "FIN");

        var (status, answer) = await DeclineAsync(gap, "\"1\"");
        Assert.Equal((200, "\"2\"", 2), (status, answer.ETag, Version(answer)));
        Assert.Equal(2, (await _parts.Gaps.ReadAsync(Request(Danish), gap)).Version);
        Assert.Equal(4, (await _parts.Gaps.ReadAsync(Request(Parts.Coordinator), gap)).Version);
        Assert.Equal(1, (await _parts.Gaps.ReadAsync(Request(Actor.Anonymous), gap)).Version);
    }

    [Fact]
    public async Task A_refusal_of_what_is_stale_tells_the_callers_own_version()
    {
        var gap = await GapAsync();
        await LapseAsync(gap, "SWE");
        await LapseAsync(gap, "DNK");

        var problem = await Assert.ThrowsAsync<ProblemException>(() => DeclineAsync(gap, "\"1\""));
        Assert.Equal(412, problem.Status);
        Assert.StartsWith("It is at version 2 now.", problem.Message, StringComparison.Ordinal);
        // The number that is stored is none of this caller's.
        Assert.Equal(412, (await Assert.ThrowsAsync<ProblemException>(() => DeclineAsync(gap, "\"3\""))).Status);
    }

    [Theory]
    [InlineData("SWE", "\"1\"", 200)]
    [InlineData("DNK", "\"1\"", 412)]
    [InlineData("DNK", "*", 200)]
    public async Task Who_comes_in_between_is_a_reason_to_refuse_only_if_the_caller_sees_it(
        string between,
        string match,
        int expected
    )
    {
        var gap = await GapAsync();
        var overtaken = false;
        async Task Overtake()
        {
            if (!overtaken)
                await LapseAsync(gap, between);
            overtaken = true;
        }

        var status = 412;
        try
        {
            (status, _) = await DeclineAsync(gap, match, Overtake);
        }
        catch (ProblemException stale)
        {
            Assert.StartsWith("It is at version 2 now.", stale.Message, StringComparison.Ordinal);
        }

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task An_answer_that_is_given_again_has_the_version_that_it_had()
    {
        var gap = await GapAsync();
        await LapseAsync(gap, "SWE");
        var (_, first) = await DeclineAsync(gap, "\"1\"", key: "once");
        await LapseAsync(gap, "FIN");
        var (_, again) = await DeclineAsync(gap, "\"1\"", key: "once");

        Assert.Equal((first.Body, first.ETag, "\"2\""), (again.Body, again.ETag, again.ETag));
    }

    [Fact]
    public async Task An_entry_of_a_list_has_the_version_that_its_reader_counts()
    {
        var gap = await GapAsync();
        await LapseAsync(gap, "DNK");
        await LapseAsync(gap, "SWE");

        var kept = "";
        await foreach (var row in _parts.Lists.AllAsync(Gap.IdKind, Tag.All, Cancel))
            kept = row.Id == gap ? row.Body! : kept;
        long Of(Actor viewer) => Entries.Read<Gap>(kept, viewer).Version;
        Assert.Equal((1, 1, 2, 3), (Of(Actor.Anonymous), Of(Parts.Donor), Of(Danish), Of(Parts.Coordinator)));
        // One from before levels were kept shows what it has.
        var old = JsonNode.Parse(kept)!.AsObject();
        old.Remove("levels");
        Assert.Equal(3, Entries.Read<Gap>(old.ToJsonString(), Actor.Anonymous).Version);
    }

    private static int Version(Answer answer) => (int)JsonNode.Parse(answer.Body)!["version"]!;

    private async Task<string> GapAsync()
    {
        var (id, now) = (Parts.NewId("gap"), _parts.Time.GetUtcNow());
        var months = new GapMonth[] { new(new Month(2027, 1), 1000, 500, null, false) };
        var opened = new GapOpened(id, "AMMO-155", "rounds", months, Disclosure.Public, 1, now);
        await _parts.Gaps.CommitAsync(id, null, [opened], new(Actor.System, null), null);
        return id;
    }

    private Task<Gap?> LapseAsync(string gap, string donor) =>
        _parts.Gaps.UpdateAsync(gap, _ => new GapDonorLapsed(1, donor), "test", Cancel);

    /// <summary>Denmark declines, and somebody else may come in between.</summary>
    private async Task<(int Status, Answer Answer)> DeclineAsync(
        string gap,
        string match,
        Func<Task>? between = null,
        string? key = null
    )
    {
        var call = Request(Danish);
        call.Request.Headers.IfMatch = match;
        if (key is not null)
            call.Request.Headers["Idempotency-Key"] = key;
        call.Request.Method = "POST";
        call.Request.ContentType = "application/json";
        call.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes("""{"reason":"None left"}"""));
        var answer = await _parts.Gaps.ChangeAsync<DeclineSolicitation>(
            call,
            gap,
            async (_, body) =>
            {
                await (between?.Invoke() ?? Task.CompletedTask);
                return new(_ => new GapDonorDeclined(1, "DNK", body.Reason), g => new { g.Version });
            }
        );
        return (answer.Status, answer);
    }

    private static Call Request(Actor actor) => new(new DefaultHttpContext().Request, actor, Cancel);
}
