using Keyway.Device.Troubleshooting;
using Keyway.Errors;

namespace Keyway.Device.Tests.Troubleshooting;

/// <summary>What the doctor says of a computer's own files.</summary>
public sealed class ConfigurationExaminationTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("auth [success=2 auth_err=die default=ignore] pam_keyway.so\nauth [success=1 default=ignore] pam_unix.so", null)]
    [InlineData("# auth pam_unix.so\nauth [success=2 auth_err=die default=ignore] pam_keyway.so\nauth [success=1 default=ignore] pam_unix.so", null)]
    [InlineData("auth [success=1 default=ignore] pam_unix.so", "is not in")]
    [InlineData("#auth [success=2 auth_err=die] pam_keyway.so\nauth [success=1 default=ignore] pam_unix.so", "is not in")]
    [InlineData("auth [success=1 default=ignore] pam_unix.so\nauth [success=2 auth_err=die default=ignore] pam_keyway.so", "stands behind")]
    [InlineData("auth [success=2 default=ignore] pam_keyway.so\nauth [success=1 default=ignore] pam_unix.so", "goes on to the next module")]
    public async Task A_wrong_order_of_modules_is_found(string file, string? wrong)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "common-auth"), file, Cancellation);

        var finding = await new PamExamination(_folder.Path).LookAsync(Cancellation);

        Assert.Equal(wrong is null ? Health.Well : Health.Ill, finding.Health);
        if (wrong is not null)
        {
            Assert.Equal(Catalogue.Troubleshooting.PamNotSet, finding.Refusal!.Error);
            Assert.Contains(wrong, finding.Refusal.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_computer_without_pam_services_is_not_judged() =>
        Assert.Equal(Health.NotExamined, (await new PamExamination(_folder.Path).LookAsync(Cancellation)).Health);

    [Fact]
    public async Task A_daemon_that_is_not_there_is_found()
    {
        var finding = await new DaemonExamination(Path.Combine(_folder.Path, "org.keyway.Users")).LookAsync(Cancellation);

        Assert.Equal(Catalogue.Troubleshooting.DaemonSilent, finding.Refusal!.Error);
    }
}
