using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.EndToEnd.Http;

/// <summary>Ways to spoil a good body.</summary>
internal static class BadBodies
{
    private const int MiB = 1024 * 1024;

    /// <summary>Bodies of a wrong shape, encoding or size, whatever the route.</summary>
    public static IEnumerable<(string What, Func<HttpContent> Body)> OfShape(JsonObject good)
    {
        var text = good.ToJsonString();
        foreach (var (what, bad) in Texts(text))
            yield return (what, () => ApiClient.JsonBody(bad));
        yield return (
            "not UTF-8",
            () => Bytes([.. Encoding.UTF8.GetBytes(text[..^1] + ",\"extra\":\""), 0xFF, 0xC3, 0x28, .. "\"}"u8])
        );
        yield return ("not UTF-8 inside a known field", () => Bytes(Spoiled(text)));
        yield return ("UTF-16", () => Bytes(Encoding.Unicode.GetBytes(text)));
        yield return ("a zero byte at the end", () => Bytes([.. Encoding.UTF8.GetBytes(text), 0]));
        yield return ("over 1 MiB", () => ApiClient.JsonBody(text + new string(' ', MiB)));
        yield return ("over 1 MiB, length not told", () => new Chunked(text + new string(' ', MiB)));
        yield return ("text/plain", () => Typed(text, "text/plain"));
        yield return ("a form", () => Typed(text, "application/x-www-form-urlencoded"));
        yield return ("XML", () => Typed("<a/>", "application/xml"));
        yield return ("another charset", () => Typed(text, "application/json; charset=utf-16"));
        yield return ("said to be compressed", () => Encoded(text, "gzip"));
    }

    private static IEnumerable<(string, string)> Texts(string good)
    {
        yield return ("empty", "");
        yield return ("blank", "  \n");
        yield return ("null", "null");
        yield return ("a number", "5");
        yield return ("a string", "\"text\"");
        yield return ("an array", "[]");
        yield return ("an array of it", $"[{good}]");
        yield return ("an empty object", "{}");
        yield return ("an open brace", "{");
        yield return ("truncated in the middle", good[..(good.Length / 2)]);
        yield return ("truncated at the end", good[..^1]);
        yield return ("followed by another", good + good);
        yield return ("followed by text", good + " x");
        yield return ("a trailing comma", good[..^1] + ",}");
        yield return ("a comment", good[..^1] + "/* why */}");
        yield return ("single quotes", good.Replace('"', '\''));
        yield return ("a lone surrogate in a name", good[..^1] + ",\"\\ud800\":1}");
        yield return ("an unknown field", good[..^1] + ",\"surprise\":1}");
        yield return ("a duplicate field", "{" + First(good) + "," + good[1..]);
        yield return ("a deep array", new string('[', 10_000) + new string(']', 10_000));
        yield return (
            "a deep array in an unknown field",
            good[..^1] + ",\"deep\":" + new string('[', 10_000) + new string(']', 10_000) + "}"
        );
        yield return (
            "deep objects",
            string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000)
        );
        yield return ("an unclosed deep array", new string('[', 100_000));
    }

    /// <summary>The first field of the object, to be said twice.</summary>
    private static string First(string good)
    {
        var (name, value) = JsonNode.Parse(good)!.AsObject().First();
        return $"\"{name}\":{value!.ToJsonString()}";
    }

    private static byte[] Spoiled(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var inside = text.IndexOf(":\"", StringComparison.Ordinal) + 2;
        return [.. bytes[..inside], 0xFF, .. bytes[inside..]];
    }

    private static ByteArrayContent Bytes(byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private static ByteArrayContent Typed(string text, string type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    private static ByteArrayContent Encoded(string text, string encoding)
    {
        var content = Typed(text, "application/json");
        content.Headers.ContentEncoding.Add(encoding);
        return content;
    }

    /// <summary>A body whose length nobody knows beforehand.</summary>
    private sealed class Chunked : HttpContent
    {
        private readonly byte[] bytes;

        public Chunked(string text)
        {
            bytes = Encoding.UTF8.GetBytes(text);
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) =>
            stream.WriteAsync(bytes).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
