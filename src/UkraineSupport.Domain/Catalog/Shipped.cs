using System.Globalization;
using CsvHelper;

namespace UkraineSupport.Domain.Catalog;

/// <summary>Tables that are part of the product.</summary>
internal static class Shipped
{
    public static List<T> Rows<T>(string file, Func<CsvReader, T> row)
    {
        using var stream =
            typeof(Shipped).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"{file} is missing from the build.");
        using var reader = new StreamReader(stream);
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<T>();
        while (csv.Read())
            rows.Add(row(csv));
        return rows;
    }
}
