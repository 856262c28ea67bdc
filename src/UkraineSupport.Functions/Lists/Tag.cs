using System.Text;

namespace UkraineSupport.Functions.Lists;

/// <summary>Something that a list can be asked for: <c>donor</c> = <c>NLD</c>.</summary>
/// <param name="Question">Letters only.</param>
/// <param name="Value">A word or code of the domain.</param>
internal readonly record struct Tag(string Question, string Value)
{
    /// <summary>Of every entry that is in a list at all.</summary>
    public static Tag All { get; } = new("all", "all");

    /// <summary>Of every entry, listed or not: for the directory alone, no row has a column for it.</summary>
    public static Tag Any { get; } = new("any", "any");

    /// <summary>Of what an orchestration should be watching.</summary>
    public static Tag Watched { get; } = new("watched", "yes");

    /// <summary>Of what belongs to a donor, whoever may see it.</summary>
    public static Tag Owner(string party) => new("owner", party);

    private const string Prefix = "T_";

    /// <summary>Whether a column says that a row has a tag.</summary>
    public static bool IsColumn(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The column that says so in an entry's row: letters, digits and underscores.</summary>
    public string Column
    {
        get
        {
            var name = new StringBuilder(Prefix).Append(Question).Append('_');
            foreach (var c in Value)
                name.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
            return name.ToString();
        }
    }
}

/// <summary>What of an aggregate is listed, as of a version.</summary>
/// <param name="Id">The aggregate.</param>
/// <param name="Ordinal">Its number in the order of lists.</param>
/// <param name="Version">The version that is shown.</param>
/// <param name="Disclosure">Who may see it.</param>
/// <param name="Owner">The donor who sees it too when it is restricted, or null.</param>
/// <param name="Tags">What it is found by.</param>
/// <param name="Body">JSON of the entry.</param>
internal sealed record ListEntry(
    string Id,
    long Ordinal,
    long Version,
    Domain.Access.Disclosure Disclosure,
    string? Owner,
    IReadOnlyList<Tag> Tags,
    string Body
);
