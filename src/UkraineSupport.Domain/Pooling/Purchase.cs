using System.Text.Json.Serialization;

namespace UkraineSupport.Domain.Pooling;

/// <summary>
/// Goods of a line that were bought, and who pays for them: the contributions named, and the pledge's own donor the
/// rest.
/// </summary>
/// <param name="N">Number from 1.</param>
/// <param name="Line">The line's number.</param>
/// <param name="Quantity">In the line's unit; nothing when it was cancelled.</param>
/// <param name="Price">Of all of it, in EUR.</param>
/// <param name="MadeBy">Where it is made, or null when that is not said.</param>
/// <param name="Reference">Of the contract or decision.</param>
public sealed record Purchase(int N, int Line, decimal Quantity, decimal Price, string? MadeBy, string Reference)
{
    /// <summary>Who pays, but for the pledge's own donor, in the order in which they came.</summary>
    public IReadOnlyList<PurchaseShare> Shares { get; init; } = [];

    /// <summary>The day on which it was recorded; null of one from before that was kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? On { get; init; }

    /// <summary>Payments that it did not take, for good.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>Whether anything of it stands.</summary>
    [JsonIgnore]
    public bool IsLive => Quantity > 0;

    /// <summary>What no contribution pays, in EUR.</summary>
    [JsonIgnore]
    public decimal OwnAmount => Price - Shares.Sum(s => s.Amount);

    /// <summary>Whether it took a payment, or refused it.</summary>
    public bool HasAnswered(string payment) => Refused.Contains(payment) || Shares.Any(s => s.Payment == payment);

    /// <summary>What it has of a payment, in EUR.</summary>
    public decimal Amount(string payment) => Shares.FirstOrDefault(s => s.Payment == payment)?.Amount ?? 0;

    /// <summary>
    /// What is left when so much of it is cancelled: the price and what each pays fall in proportion, to the cent.
    /// What stands costs a cent at least, so that somebody pays for it.
    /// </summary>
    internal Purchase Less(decimal cancelled)
    {
        var quantity = Quantity - cancelled;
        var price = decimal.Round(Price * (quantity / Quantity), 2, MidpointRounding.AwayFromZero);
        if (quantity > 0)
            price = Math.Max(0.01m, price);
        var paid = Apportion.Of(price, 0.01m, [OwnAmount, .. Shares.Select(s => s.Amount)]);
        return this with
        {
            Quantity = quantity,
            Price = price,
            Shares = [.. Shares.Select((s, i) => s with { Amount = paid[i + 1] })],
        };
    }
}
