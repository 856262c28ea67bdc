namespace UkraineSupport.LocalRuntime.Http;

/// <summary>Marks the endpoints that are ours, among those that routing makes up itself.</summary>
internal sealed class AnsweredHere
{
    public static readonly AnsweredHere Instance = new();

    private AnsweredHere() { }
}
