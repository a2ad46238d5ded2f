using Keyway.Connect.IdentityServer;
using Keyway.Connect.Synchronization;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;

namespace Keyway.Connect.Tests.Synchronization;

public sealed class BulkOutcomeTests
{
    private static readonly ScimUser Alice = new([ScimSchemas.User], "alice@contoso.corp.com", true, ExternalId: Samples.Anchor(1).ToString("D"));

    private readonly SyncTally _tally = new();
    private readonly Dictionary<Guid, string> _ids = [];

    [Fact]
    public void A_new_object_gets_the_id_of_its_location()
    {
        Assert.Null(Apply(SyncChange.CreateUser(Samples.Anchor(1), Alice), new ScimBulkResult("POST", "201", Samples.Anchor(1).ToString("N"), null, "https://localhost:8443/scim/v2/Users/a%20b")));

        Assert.Equal("a b", _ids[Samples.Anchor(1)]);
        Assert.Equal((1, 1), (_tally.Made(SyncAction.Create, false), _tally.Answered));
    }

    [Fact]
    public void A_refused_change_is_counted_with_the_servers_words_and_gets_no_id()
    {
        Assert.Null(Apply(
            SyncChange.CreateUser(Samples.Anchor(1), Alice),
            new ScimBulkResult("POST", "409", Samples.Anchor(1).ToString("N"), Response: new ScimError([ScimSchemas.Error], "409", "KW2507 The name is taken.\e[2J", "uniqueness"))));

        Assert.Empty(_ids);
        Assert.Equal("Create user alice@contoso.corp.com: 409 KW2507 The name is taken. [2J", Assert.Single(_tally.Refused).ToString());
    }

    [Fact]
    public void What_was_to_go_and_is_gone_already_is_done()
    {
        Assert.Null(Apply(SyncChange.DeleteUser(Samples.Held("1", Alice)), new ScimBulkResult("DELETE", "404")));

        Assert.Equal(1, _tally.Made(SyncAction.Delete, false));
    }

    [Theory]
    [InlineData("POST", null, "https://localhost/scim/v2/Users/1")]
    [InlineData("POST", "another", "https://localhost/scim/v2/Users/1")]
    [InlineData("PUT", "00000001000000000000000000000001", "https://localhost/scim/v2/Users/1")]
    [InlineData("POST", "00000001000000000000000000000001", null)]
    [InlineData("POST", "00000001000000000000000000000001", "https://localhost/scim/v2/Users/")]
    public void An_answer_that_is_not_one_to_this_batch_is_refused(string method, string? bulkId, string? location) =>
        Assert.Equal(Catalogue.Connect.ServerAnswerMalformed, Apply(SyncChange.CreateUser(Samples.Anchor(1), Alice), new ScimBulkResult(method, "201", bulkId, null, location))!.Error);

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("2000")]
    [InlineData("500")]
    [InlineData("0200")]
    public void A_status_that_is_no_success_is_a_refusal(string status)
    {
        Assert.Null(Apply(SyncChange.DeleteUser(Samples.Held("1", Alice)), new ScimBulkResult("DELETE", status)));

        Assert.Single(_tally.Refused);
    }

    private Refusal? Apply(SyncChange change, ScimBulkResult result)
    {
        var batch = Assert.Single(BulkBatches.Split([change], new BulkLimits(10, 100_000), _ids).ToList());
        return BulkOutcome.Apply(batch, new ScimBulkResponse([ScimSchemas.BulkResponse], [result]), _tally, _ids);
    }
}
