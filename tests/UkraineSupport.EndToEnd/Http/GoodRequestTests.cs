using System.Net.Http.Headers;
using System.Text;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Http;

/// <summary>What HTTP and JSON allow and some clients send.</summary>
public sealed class GoodRequestTests(SharedApp fixture)
{
    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("application/json;charset=\"utf-8\"")]
    [InlineData("application/merge-patch+json")]
    public async Task A_body_may_begin_with_a_byte_order_mark_and_name_its_charset(string type)
    {
        var text = Bodies.Pledge("NLD").ToJsonString();
        var body = new ByteArrayContent([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        (await fixture.App.Donor("NLD").PostAsync("pledges", body, ApiClient.NewKey())).Expect(201);
    }

    [Fact]
    public async Task HEAD_answers_as_GET_does_without_the_body()
    {
        var pledge = await fixture.App.AnnounceAsync("NLD");
        foreach (
            var path in (string[])["health", "ready", "pledges", pledge.Path(), $"{pledge.Path()}/history", "page/"]
        )
        {
            var get = await fixture.App.Coordinator.GetAsync(path);
            var head = await fixture.App.Coordinator.HeadAsync(path);
            Assert.Equal((200, get.MediaType, get.ETag, ""), (head.Code, head.MediaType, head.ETag, head.Text));
        }

        Assert.Equal(404, (await fixture.App.Coordinator.HeadAsync("pledges/pledge-0")).Code);
    }
}
