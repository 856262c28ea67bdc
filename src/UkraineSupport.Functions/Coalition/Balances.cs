using System.Security.Cryptography;
using System.Text.Json;
using UkraineSupport.Domain.Coalition.Balance;
using UkraineSupport.Domain.Json;

namespace UkraineSupport.Functions.Coalition;

/// <summary>
/// Balances that were just made, by a fingerprint of all that they are made of: the same input is not solved again for
/// each reader of a page, and no other input finds it.
/// </summary>
internal sealed class Balances
{
    private const int Most = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task<object>> _made = [];
    private readonly Queue<string> _order = new();

    /// <summary>The balance of that input.</summary>
    public async Task<ForceBalance> OfAsync(BalanceInput input, CancellationToken cancel) =>
        (ForceBalance)await MakeAsync("balance", input, () => ForceBalance.Of(input), cancel);

    /// <summary>The nations of that input, by what falls on a day when each one leaves.</summary>
    public async Task<IReadOnlyList<NationLoss>> RankAsync(
        BalanceInput input,
        DateOnly day,
        CancellationToken cancel
    ) =>
        (IReadOnlyList<NationLoss>)
            await MakeAsync($"dependence {day:O}", input, () => ForceBalance.Of(input).Dependence(day), cancel);

    /// <summary>Made once for all who ask, so it is not given up with one of them.</summary>
    private async Task<object> MakeAsync(string what, BalanceInput input, Func<object> make, CancellationToken cancel)
    {
        var key = $"{what} {Fingerprint(input)}";
        Task<object>? making;
        lock (_lock)
        {
            if (!_made.TryGetValue(key, out making))
            {
                making = _made[key] = Task.Run(make, CancellationToken.None);
                _order.Enqueue(key);
                if (_order.Count > Most)
                    _made.Remove(_order.Dequeue());
            }
        }

        return await making.WaitAsync(cancel);
    }

    private static string Fingerprint(BalanceInput input) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(input, DomainJson.Options)));
}
