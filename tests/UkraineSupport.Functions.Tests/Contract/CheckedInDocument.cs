using System.Text.Json;
using System.Text.Json.Nodes;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Contract;

/// <summary>A generated document that is checked in. <c>UPDATE_DOCS=1 ./test functions</c> writes it anew.</summary>
internal static class CheckedInDocument
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void AssertIs(JsonNode document, params string[] path) =>
        AssertIs(document.ToJsonString(Indented) + "\n", path);

    public static void AssertIs(string text, params string[] path)
    {
        var file = Path.Combine([RepositoryRoot.Path, .. path]);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        Assert.True(File.Exists(file), $"{string.Join('/', path)} is missing; UPDATE_DOCS=1 writes it.");
        Assert.Equal(text, File.ReadAllText(file));
    }
}
