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
    public Task<string> SealAsync(string position, CancellationToken cancel) =>
        SealAsync(Encoding.ASCII.GetBytes(position.PadRight(Longest)), cancel);

    /// <summary>Whatever a caller is to bring back unchanged; its length can be seen.</summary>
    public async Task<string> SealAsync(byte[] text, CancellationToken cancel)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceSize);
        var (hidden, tag) = (new byte[text.Length], new byte[TagSize]);
        using var aes = new AesGcm(await KeyAsync(cancel), TagSize);
        aes.Encrypt(nonce, text, hidden, tag);
        return Paging.Encode([.. nonce, .. tag, .. hidden]);
    }

    /// <summary>The position in a cursor.</summary>
    /// <exception cref="ProblemException">400: it is none of ours.</exception>
    public async Task<string> OpenAsync(string cursor, CancellationToken cancel) =>
        await OpenBytesAsync(cursor, cancel) is { Length: Longest } text
            ? Encoding.ASCII.GetString(text).TrimEnd()
            : throw Paging.BadCursor();

    /// <summary>What was sealed, or null when it is none of ours.</summary>
    public async Task<byte[]?> OpenBytesAsync(string sealedText, CancellationToken cancel)
    {
        if (Paging.Decode(sealedText) is not { Length: >= NonceSize + TagSize } bytes)
            return null;
        var text = new byte[bytes.Length - NonceSize - TagSize];
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
            return null;
        }

        return text;
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
