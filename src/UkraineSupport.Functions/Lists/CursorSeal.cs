using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Lists;

/// <summary>
/// Seals the position that a cursor holds (AES-GCM): it counts all that there is, also what its reader may not see. The
/// key is made once and kept in table <c>Keys</c>; without it cursors of before are refused, nothing else is lost.
/// </summary>
internal sealed class CursorSeal(StorageAccount account)
{
    private const string Table = "Keys";
    private const string Key = "cursor";
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>Longer than any position: all cursors have one length.</summary>
    private const int Longest = 72;

    private byte[]? _key;

    /// <summary>A cursor.</summary>
    public async Task<string> SealAsync(string position, CancellationToken cancel)
    {
        var text = Encoding.ASCII.GetBytes(position.PadRight(Longest));
        var nonce = RandomNumberGenerator.GetBytes(NonceSize);
        var (hidden, tag) = (new byte[text.Length], new byte[TagSize]);
        using var aes = new AesGcm(await KeyAsync(cancel), TagSize);
        aes.Encrypt(nonce, text, hidden, tag);
        return Paging.Encode([.. nonce, .. tag, .. hidden]);
    }

    /// <summary>The position in a cursor.</summary>
    /// <exception cref="ProblemException">400: it is none of ours.</exception>
    public async Task<string> OpenAsync(string cursor, CancellationToken cancel)
    {
        if (Paging.Decode(cursor) is not { Length: NonceSize + TagSize + Longest } bytes)
            throw Paging.BadCursor();
        var text = new byte[Longest];
        using var aes = new AesGcm(await KeyAsync(cancel), TagSize);
        try
        {
            aes.Decrypt(
                bytes.AsSpan(0, NonceSize),
                bytes.AsSpan(NonceSize + TagSize),
                bytes.AsSpan(NonceSize, TagSize),
                text
            );
        }
        catch (CryptographicException)
        {
            throw Paging.BadCursor();
        }

        return Encoding.ASCII.GetString(text).TrimEnd();
    }

    private async Task<byte[]> KeyAsync(CancellationToken cancel)
    {
        if (_key is { } known)
            return known;
        var table = await account.TableAsync(Table);
        while (true)
        {
            if (await table.FindAsync(Key, Key, cancel) is { } row)
                return _key = row.GetBinary("Key");
            try
            {
                var made = RandomNumberGenerator.GetBytes(32);
                await table.AddEntityAsync(new TableEntity(Key, Key) { ["Key"] = made }, cancel);
                return _key = made;
            }
            catch (RequestFailedException fault) when (fault.IsLostRace())
            {
                // Another process made it in the same moment.
            }
        }
    }
}
