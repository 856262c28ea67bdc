using Azure.Data.Tables;

namespace UkraineSupport.Functions.Storage;

/// <summary>The first answer to a request, kept under its idempotency key.</summary>
/// <param name="Key">Hash of the caller and the key.</param>
/// <param name="Request">Hash of the request's method, path and body: another one under the same key is
/// refused.</param>
/// <param name="Status">HTTP status; 0 while the request is not finished, <see cref="Expired"/> when the answer is kept
/// no more.</param>
/// <param name="Body">JSON text of the answer.</param>
/// <param name="ETag">Its ETag, or null.</param>
/// <param name="Location">Its Location, or null.</param>
internal sealed record KeptAnswer(string Key, string Request, int Status, string Body, string? ETag, string? Location)
{
    /// <summary>
    /// In place of a status: that there was an answer is kept for good, so that nothing is done twice; the answer is
    /// not.
    /// </summary>
    public const int Expired = -1;

    /// <summary>Column: when the transaction was that it was kept in.</summary>
    public const string At = "At";

    /// <summary>Column: when it was answered, of a request that took more than one transaction.</summary>
    public const string CompletedAt = "CompletedAt";

    public TableEntity ToRow(string partition, string rowKey)
    {
        var row = new TableEntity(partition, rowKey)
        {
            ["Request"] = Request,
            ["Status"] = Status,
            ["Answered"] = ETag,
            ["Location"] = Location,
        };
        TextColumns.Set(row, "Body", Body);
        return row;
    }

    /// <summary>Takes the answer out of its row.</summary>
    public static void Expire(TableEntity row)
    {
        TextColumns.Remove(row, "Body");
        row["Status"] = Expired;
    }

    public static KeptAnswer From(TableEntity row, string key) =>
        new(
            key,
            row.GetString("Request"),
            row.GetInt32("Status")!.Value,
            TextColumns.Get(row, "Body") ?? "",
            row.GetString("Answered"),
            row.GetString("Location")
        );
}
