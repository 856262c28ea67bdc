using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;

namespace UkraineSupport.Functions.Insights;

/// <summary>Figures that are summed up.</summary>
internal interface ISums<T>
    where T : class, ISums<T>
{
    /// <summary>Nothing of anything.</summary>
    static abstract T None { get; }

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);
}

/// <summary>What one aggregate adds to the totals of one disclosure and key.</summary>
internal sealed record TotalsPart<TSums>(
    Disclosure Disclosure,
    [property: JsonPropertyName("capability")] string Key,
    TSums Sums
);

/// <summary>A total of one key and donor.</summary>
internal sealed record TotalsOf<TSums>([property: JsonPropertyName("capability")] string Key, string Donor, TSums Sums);
