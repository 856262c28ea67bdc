namespace UkraineSupport.Testing;

/// <summary>
/// The app as it is deployed (<c>./test</c> publishes it before it runs anything), and what starts it here.
/// </summary>
public static class PublishedApp
{
    /// <summary>Where the app was published to.</summary>
    public static string Folder { get; } = RepositoryRoot.Combine("artifacts", "app");

    /// <summary>The app's assembly.</summary>
    /// <exception cref="InvalidOperationException">It was not published, or something newer was built
    /// since.</exception>
    public static string Assembly
    {
        get
        {
            const string Name = "UkraineSupport.Functions.dll";
            var published = new FileInfo(Path.Combine(Folder, Name));
            var built = new FileInfo(Output("UkraineSupport.Functions", Name));
            if (!published.Exists || (built.Exists && built.LastWriteTimeUtc > published.LastWriteTimeUtc))
                throw new InvalidOperationException(
                    "Publish the app first: dotnet publish src/UkraineSupport.Functions -c Release -o artifacts/app"
                );
            return published.FullName;
        }
    }

    /// <summary>The start program of one machine; it is built as the tests are.</summary>
    public static string LocalHost => Output("UkraineSupport.Local", "UkraineSupport.Local.dll");

    private static string Output(string project, string file) =>
        RepositoryRoot.Combine("src", project, "bin", Configuration(), "net10.0", file);

    private static string Configuration() =>
        new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;
}
