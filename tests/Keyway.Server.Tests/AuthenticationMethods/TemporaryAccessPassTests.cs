using System.Net;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Server.Accounts;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.AuthenticationMethods;

/// <summary>W12: a pass is guessed, replayed, used after its end, or used after it was withdrawn.</summary>
public sealed class TemporaryAccessPassTests : IAsyncLifetime
{
    private Organisation _organisation = null!;
    private Account _alice = null!;

    private Client Client => _organisation.Client;

    public async ValueTask InitializeAsync()
    {
        _organisation = await Organisation.StartAsync();
        _alice = await _organisation.PersonAsync();
    }

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Fact]
    public async Task A_pass_signs_its_person_in_however_it_is_typed()
    {
        var pass = await _organisation.PassAsync(_alice);
        Assert.Equal(12, pass.Length);
        foreach (var typed in new[] { pass, pass.ToLowerInvariant(), $"{pass[..4]}-{pass[4..8]} {pass[8..]}" })
            await Client.PassTokenAsync(_alice.UserName.ToUpperInvariant(), typed);
    }

    [Fact]
    public async Task A_one_time_pass_works_once_also_over_a_restart()
    {
        var pass = await _organisation.PassAsync(_alice, once: true);
        await Client.PassTokenAsync(_alice.UserName, pass);
        (await Client.PassAsync(_alice.UserName, pass)).IsRefusal("KW2120", HttpStatusCode.BadRequest);
        await _organisation.Server.RestartAsync();
        (await Client.PassAsync(_alice.UserName, pass)).IsRefusal("KW2120");
    }

    [Fact]
    public async Task A_one_time_pass_sent_many_times_at_once_works_once()
    {
        var pass = await _organisation.PassAsync(_alice, once: true);
        var replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Client.PassAsync(_alice.UserName, pass)));
        Assert.Single(replies, reply => reply.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_pass_ends_with_its_lifetime()
    {
        var pass = await _organisation.PassAsync(_alice, minutes: 10);
        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(10));
        (await Client.PassAsync(_alice.UserName, pass)).IsRefusal("KW2120");
    }

    [Fact]
    public async Task A_new_pass_takes_the_place_of_the_old_one()
    {
        var old = await _organisation.PassAsync(_alice);
        await Client.PassTokenAsync(_alice.UserName, await _organisation.PassAsync(_alice));
        (await Client.PassAsync(_alice.UserName, old)).IsRefusal("KW2120");
    }

    [Fact]
    public async Task A_withdrawn_pass_is_refused()
    {
        var pass = await _organisation.PassAsync(_alice);
        var token = await _organisation.AdministratorTokenAsync();
        var path = $"/v1.0/users/{_alice.UserName}/authentication/temporaryAccessPassMethods";
        var listed = (await Client.GetAsync(path, token)).Body;
        Assert.DoesNotContain(pass, listed, StringComparison.Ordinal);
        var id = System.Text.Json.JsonDocument.Parse(listed).RootElement.GetProperty("value")[0].GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.NoContent, (await Client.DeleteAsync($"{path}/{id}", token)).Status);
        (await Client.PassAsync(_alice.UserName, pass)).IsRefusal("KW2120");
    }

    [Fact]
    public async Task After_three_wrong_guesses_even_the_right_pass_must_wait_and_then_works()
    {
        var pass = await _organisation.PassAsync(_alice);
        for (var guess = 0; guess < 4; guess++)
            (await Client.PassAsync(_alice.UserName, "WRONGWRONGXX")).IsRefusal("KW2120");
        (await Client.PassAsync(_alice.UserName, pass)).IsRefusal("KW2121");
        await _organisation.Server.RestartAsync();
        (await Client.PassAsync(_alice.UserName, pass)).IsRefusal("KW2121");
        _organisation.Server.Clock.Advance(TimeSpan.FromSeconds(3));
        await Client.PassTokenAsync(_alice.UserName, pass);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_answered_as_one_that_does()
    {
        await _organisation.PassAsync(_alice);
        for (var guess = 0; guess < 6; guess++)
        {
            var real = await Client.PassAsync(_alice.UserName, "WRONGWRONGXX");
            var invented = await Client.PassAsync("nobody@contoso.corp.com", "WRONGWRONGXX");
            Assert.Equal(real.Status, invented.Status);
            Assert.Equal(Number(real), Number(invented));
        }
    }

    [Fact]
    public async Task Guesses_spread_over_many_names_are_slowed_by_their_address()
    {
        var refusals = new List<Reply>();
        for (var guess = 0; guess < 25; guess++)
            refusals.Add(await Client.PassAsync($"person{guess}@contoso.corp.com", "WRONGWRONGXX"));
        Assert.Equal(20, refusals.Count(reply => reply.Status == HttpStatusCode.BadRequest));
        Assert.Equal(5, refusals.Count(reply => reply.Status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task A_disabled_person_is_refused()
    {
        var pass = await _organisation.PassAsync(_alice);
        await _organisation.ExecuteAsync("UPDATE Account SET Enabled = FALSE, Version = Version + 1 WHERE UserName LIKE 'alice@%'");
        (await Client.PassAsync(_alice.UserName, pass)).IsRefusal("KW2051");
    }

    [Fact]
    public async Task The_store_holds_no_code()
    {
        var pass = await _organisation.PassAsync(_alice);
        var stored = _organisation.Server.Get<Store>().Read(session => session.All("SELECT CodeMac, Id FROM TemporaryAccessPass", row => row.Bytes(0)));
        Assert.All(stored, mac => Assert.Equal(32, mac.Length));
        var events = _organisation.Server.Get<Store>().Read(session => session.All("SELECT Detail FROM AuditEvent", row => row.GetString(0)));
        Assert.All(events, detail => Assert.DoesNotContain(pass, detail, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(43_201)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public async Task A_lifetime_out_of_range_is_refused(int minutes)
    {
        var reply = await Client.PostAsync(
            $"/v1.0/users/{_alice.Id}/authentication/temporaryAccessPassMethods", new TemporaryAccessPassRequest(null, minutes, false),
            ContractsJson.Default.TemporaryAccessPassRequest, await _organisation.AdministratorTokenAsync());
        reply.IsRefusal("KW2122");
    }

    [Fact]
    public async Task Only_administrators_issue_passes_and_authentication_administrators_none_to_administrators()
    {
        var helper = await _organisation.PersonAsync("helper", Role.AuthenticationAdministrator);
        var helperKey = await _organisation.KeyAsync(helper);
        var aliceKey = await _organisation.KeyAsync(_alice);
        var path = "/v1.0/users/{0}/authentication/temporaryAccessPassMethods";

        (await IssueAsync(string.Format(null, path, helper.Id), await Client.KeyTokenAsync(aliceKey))).IsRefusal("KW2005", HttpStatusCode.Forbidden);
        (await IssueAsync(string.Format(null, path, "admin@contoso.corp.com"), await Client.KeyTokenAsync(helperKey))).IsRefusal("KW2005", HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.Created, (await IssueAsync(string.Format(null, path, _alice.Id), await Client.KeyTokenAsync(helperKey))).Status);
    }

    private Task<Reply> IssueAsync(string path, string token) => Client.PostAsync(path, new TemporaryAccessPassRequest(), ContractsJson.Default.TemporaryAccessPassRequest, token);

    private static string Number(Reply reply) => System.Text.Json.JsonDocument.Parse(reply.Body).RootElement.GetProperty("keyway_error").GetString()!;
}
