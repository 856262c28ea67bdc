using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace UkraineSupport.Testing.Client;

/// <summary>Speaks the API as one caller. Paths begin below <c>/api/</c>.</summary>
public sealed class ApiClient(HttpClient http, string? token)
{
    private const int Attempts = 200;

    /// <summary>Reads.</summary>
    public Task<ApiAnswer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Asks what reading would answer, without the body.</summary>
    public Task<ApiAnswer> HeadAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

    /// <summary>Posts a body, with the headers given and no others.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="body">Sent as JSON.</param>
    /// <param name="key">The <c>Idempotency-Key</c>.</param>
    /// <param name="ifMatch">The version the change is meant for, quotes included.</param>
    public Task<ApiAnswer> PostAsync(string path, JsonNode? body, string? key = null, string? ifMatch = null) =>
        PostAsync(path, JsonBody(body?.ToJsonString() ?? "null"), key, ifMatch);

    /// <summary>Posts any content at all.</summary>
    /// <inheritdoc cref="PostAsync(string, JsonNode, string, string)"/>
    public Task<ApiAnswer> PostAsync(string path, HttpContent body, string? key = null, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return SendAsync(request);
    }

    /// <summary>Puts a body, at the version it is meant for if any, quotes included.</summary>
    public Task<ApiAnswer> PutAsync(string path, HttpContent body, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = body };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return SendAsync(request);
    }

    /// <inheritdoc cref="PutAsync(string, HttpContent, string)"/>
    public Task<ApiAnswer> PutAsync(string path, JsonNode body, string? ifMatch = null) =>
        PutAsync(path, JsonBody(body.ToJsonString()), ifMatch);

    /// <summary>Creates something: a post with a key of its own.</summary>
    public Task<ApiAnswer> CreateAsync(string path, JsonNode body, string? key = null) =>
        PostAsync(path, body, key ?? NewKey());

    /// <summary>
    /// Changes a pledge or requirement at the version it now has; when somebody else was quicker, reads again and tries
    /// again.
    /// </summary>
    /// <param name="aggregate">Such as <c>pledges/123</c>.</param>
    /// <param name="change">Such as <c>review</c>.</param>
    /// <param name="body">Sent as JSON.</param>
    /// <param name="key">The <c>Idempotency-Key</c>; one of its own unless told.</param>
    public async Task<ApiAnswer> ChangeAsync(string aggregate, string change, JsonNode body, string? key = null)
    {
        key ??= NewKey();
        for (var attempt = 1; ; attempt++)
        {
            var current = await GetAsync(aggregate);
            if (current.Code != 200)
                return current;
            var answer = await PostAsync($"{aggregate}/{change}", body, key, current.ETag);
            if (answer.Code != 412 || attempt == Attempts)
                return answer;
        }
    }

    /// <summary>Reads every page of a list.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string path, int limit = 200)
    {
        var items = new List<T>();
        string? cursor = null;
        do
        {
            var join = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var next = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
            var page = (await GetAsync($"{path}{join}limit={limit}{next}")).Expect(200).Read<Page<T>>();
            items.AddRange(page.Items);
            cursor = page.Cursor;
        } while (cursor is not null);
        return items;
    }

    /// <summary>A key nobody used before.</summary>
    public static string NewKey() => Guid.NewGuid().ToString("N");

    /// <summary>A text as a JSON body.</summary>
    public static HttpContent JsonBody(string text) =>
        new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    private async Task<ApiAnswer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            if (token is not null)
                request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            return new ApiAnswer(
                answer.StatusCode,
                answer.Headers.ETag?.ToString(),
                answer.Headers.Location,
                answer.Content.Headers.ContentType?.MediaType,
                text
            );
        }
    }
}
