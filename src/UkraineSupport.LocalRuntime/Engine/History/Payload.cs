using UkraineSupport.LocalRuntime.Engine.Payloads;

namespace UkraineSupport.LocalRuntime.Engine.History;

/// <summary>
/// A serialised value of an orchestration. Short ones travel in the log; long ones lie in a blob, and the log has its
/// name.
/// </summary>
internal sealed class Payload
{
    private Payload(string? text, string? blob)
    {
        Text = text;
        Blob = blob;
    }

    /// <summary>The value; null when it lies in a blob and isn't loaded.</summary>
    public string? Text { get; private set; }

    /// <summary>Name of the blob that has the value; null when the log has it.</summary>
    public string? Blob { get; private set; }

    public static Payload? Of(string? text) => text is null ? null : new(text, null);

    public static Payload InBlob(string blob) => new(null, blob);

    /// <summary>The value, which must be at hand.</summary>
    public string Value => Text ?? throw new InvalidOperationException($"Payload {Blob} was not loaded.");

    /// <summary>The same value for another instance, which loads and unloads it on its own.</summary>
    public Payload Share() => new(Text, Blob);

    /// <summary>The same value for another instance that has a copy of the blob in its own folder.</summary>
    public Payload ShareCopy(string reader) => new(Text, Blob is null ? null : PayloadName.In(reader, Blob));

    /// <summary>The value has been written to a blob; the text stays for the turn at hand.</summary>
    public void MovedTo(string blob) => Blob = blob;

    public void Loaded(string text) => Text = text;

    /// <summary>Lets go of a text that can be read again.</summary>
    public void Unload()
    {
        if (Blob is not null)
            Text = null;
    }
}
