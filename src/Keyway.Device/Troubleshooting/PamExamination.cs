using Keyway.Errors;

namespace Keyway.Device.Troubleshooting;

/// <summary>Whether the login programs ask keywayd, before they ask for a password, and never hand a wrong PIN on.</summary>
/// <param name="configuration">The folder of PAM's services.</param>
internal sealed class PamExamination(string configuration) : IExamination
{
    private const string Subject = "Login programs";
    private const string Module = "pam_keyway.so";

    // Debian's, then that of the Red Hat family.
    private static readonly string[] Common = ["common-auth", "system-auth"];

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        var file = Common.Select(name => Path.Combine(configuration, name)).FirstOrDefault(File.Exists);
        if (file is null)
            return Finding.NotExamined(Subject, $"there is neither {string.Join(" nor ", Common)} in {configuration}");
        string[] lines;
        try
        {
            lines = [.. (await File.ReadAllLinesAsync(file, cancellationToken)).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Finding.NotExamined(Subject, failure.Message);
        }

        var ours = Array.FindIndex(lines, line => line.Contains(Module, StringComparison.Ordinal));
        var password = Array.FindIndex(lines, line => line.Contains("pam_unix.so", StringComparison.Ordinal));
        if (ours < 0)
            return Finding.Ill(Subject, new Refusal(Catalogue.Troubleshooting.PamNotSet, $"{Module} is not in {file}"));
        if (password >= 0 && password < ours)
            return Finding.Ill(Subject, new Refusal(Catalogue.Troubleshooting.PamNotSet, $"{Module} stands behind pam_unix.so in {file}"));
        return lines[ours].Contains("auth_err=die", StringComparison.Ordinal)
            ? Finding.Well(Subject, $"ask for the key first ({file})")
            : Finding.Ill(Subject, new Refusal(Catalogue.Troubleshooting.PamNotSet, $"without auth_err=die in {file} a wrong PIN goes on to the next module as a password"));
    }
}
