using Keyway.Connect.Synchronization;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;

namespace Keyway.Connect.Tests.Synchronization;

public sealed class ServerReadingTests
{
    [Theory]
    [InlineData(0, 3)]
    [InlineData(3, 3)]
    [InlineData(7, 3)]
    [InlineData(9, 3)]
    public async Task All_pages_are_read_once(int total, int page)
    {
        var starts = new List<int>();

        var all = await ServerReading.ReadPagesAsync(start =>
        {
            starts.Add(start);
            return Page(total, [.. Enumerable.Range(start, Math.Max(0, Math.Min(page, total - start + 1)))]);
        });

        Assert.Equal(Enumerable.Range(1, total), all.Value);
        Assert.Equal(Math.Max(1, (total + page - 1) / page), starts.Count);
    }

    [Fact]
    public async Task A_list_that_ends_early_is_refused_because_it_would_look_like_deletions() =>
        Assert.Equal(Catalogue.Connect.ServerStateInconsistent, (await ServerReading.ReadPagesAsync(start => start == 1 ? Page(10, 1, 2) : Page(10))).Refusal.Error);

    [Fact]
    public async Task A_list_that_sends_more_than_it_announced_is_refused() =>
        Assert.Equal(Catalogue.Connect.ServerStateInconsistent, (await ServerReading.ReadPagesAsync(_ => Page(2, 1, 2, 3))).Refusal.Error);

    [Fact]
    public async Task A_list_that_never_ends_is_refused() =>
        Assert.Equal(Catalogue.Connect.ServerStateInconsistent, (await ServerReading.ReadPagesAsync(_ => Page(int.MaxValue, 1))).Refusal.Error);

    [Fact]
    public async Task A_refused_page_ends_it() =>
        Assert.Equal(Catalogue.Connect.ServerRefused, (await ServerReading.ReadPagesAsync<int>(_ => Task.FromResult<Result<ScimListResponse<int>>>(Catalogue.Connect.ServerRefused))).Refusal.Error);

    private static Task<Result<ScimListResponse<int>>> Page(int total, params IReadOnlyList<int> resources) =>
        Task.FromResult<Result<ScimListResponse<int>>>(new ScimListResponse<int>([ScimSchemas.ListResponse], total, 1, resources.Count, resources));
}
