using Keyway.Device.Troubleshooting;

namespace Keyway.Device.Tests.Troubleshooting;

public sealed class OtherProgramTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("dpkg-query")]
    [InlineData("./dpkg-query")]
    [InlineData("bin/dpkg-query")]
    public async Task A_program_without_its_whole_path_is_not_started(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(() => OtherProgram.SaysAsync(name, [], Cancellation));

    [Fact]
    public async Task It_runs_in_no_folder_of_anybody() => Assert.Equal("/\n", await OtherProgram.SaysAsync("/bin/pwd", [], Cancellation));

    [Fact]
    public async Task One_that_is_not_there_is_told_as_that() =>
        Assert.StartsWith("/usr/bin/of-nobody: ", await OtherProgram.SaysAsync("/usr/bin/of-nobody", [], Cancellation), StringComparison.Ordinal);
}
