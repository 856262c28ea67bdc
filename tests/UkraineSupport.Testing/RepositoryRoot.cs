namespace UkraineSupport.Testing;

/// <summary>Finds files of the repository from wherever a test's binary lies.</summary>
public static class RepositoryRoot
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Path { get; } = Find();

    /// <summary>A path inside the repository.</summary>
    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "UkraineSupport.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No UkraineSupport.sln above {AppContext.BaseDirectory}.");
    }
}
