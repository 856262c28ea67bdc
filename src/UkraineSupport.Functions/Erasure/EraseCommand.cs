using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Erasure;

/// <summary>
/// <c>./run erase</c>: a program of its own beside the app, with nothing but the app's storage between them.
/// </summary>
public static class EraseCommand
{
    /// <summary>How it is given.</summary>
    private const string Usage = """
        erase --subject ID --reason TEXT [--yes true]
        erase --event ID --member reason|/PATH --reason TEXT [--yes true]
        erase --again FILE --reason TEXT [--yes true]
        erase --list FILE
        """;

    /// <summary>Does it, and says what came of it.</summary>
    /// <param name="args">Names and values, as <see cref="Usage"/> has them.</param>
    /// <returns>The exit code: 0; 1 with a sentence on standard error; 2 when it was not given as it is to
    /// be.</returns>
    public static Task<int> RunAsync(string[] args) =>
        OperatorCommand.RunAsync(
            "It was stopped. Give it again: it goes on.",
            (services, cancel) => RunAsync(services, new ConfigurationBuilder().AddCommandLine(args).Build(), cancel)
        );

    private static async Task<int> RunAsync(IServiceProvider services, IConfiguration given, CancellationToken cancel)
    {
        var list = services.GetRequiredService<ErasureList>();
        if (given["list"] is { Length: > 0 } to)
            return await ListAsync(list, to, cancel);
        var eraser = services.GetRequiredService<Eraser>();
        var (subject, id, member, again) = (given["subject"], given["event"], given["member"], given["again"]);
        var wanted = (subject, id, again) switch
        {
            ({ Length: > 0 }, null, null) => Eraser.Person(subject),
            (null, { Length: > 0 }, null) when member is { Length: > 0 } => await eraser.TextAsync(id, member, cancel),
            (null, null, { Length: > 0 }) => await eraser.AgainAsync(await ReadAsync(again, cancel), cancel),
            _ => null,
        };
        if (wanted is null || given["reason"] is not { Length: > 0 and <= 500 } reason)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        var isMeant = given["yes"] == "true";
        var count = isMeant ? await eraser.EraseAsync(wanted, reason, cancel) : await eraser.CountAsync(wanted, cancel);
        await Console.Out.WriteLineAsync(
            isMeant ? $"Erased: {count}." : $"It would go from {count}. Nothing is erased yet: --yes does it, for good."
        );
        if (count.InClear == 0)
            return 0;
        await Console.Error.WriteLineAsync(
            $"It stays in {count.InClear} events that were recorded before such texts were committed to: their hashes cover it."
        );
        return 1;
    }

    private static async Task<int> ListAsync(ErasureList list, string to, CancellationToken cancel)
    {
        await using var file = new StreamWriter(to);
        var count = 0;
        await foreach (var mark in list.AllAsync(cancel))
        {
            await file.WriteLineAsync(JsonSerializer.Serialize(mark).AsMemory(), cancel);
            count++;
        }

        await Console.Out.WriteLineAsync($"{to}: {count} texts that were erased, by their commitments.");
        return 0;
    }

    private static async Task<HashSet<ErasedMark>> ReadAsync(string from, CancellationToken cancel)
    {
        try
        {
            return
            [
                .. (await File.ReadAllLinesAsync(from, cancel)).Select(l => JsonSerializer.Deserialize<ErasedMark>(l)),
            ];
        }
        catch (JsonException)
        {
            throw new ErasureException($"{from} is no list that --list has written.");
        }
    }
}
