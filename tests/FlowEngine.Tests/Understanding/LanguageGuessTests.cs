using FlowEngine.Understanding;

namespace FlowEngine.Tests.Understanding;

public sealed class LanguageGuessTests
{
    [Theory]
    [InlineData("en", "where is my order", "I'd like to talk to you")]
    [InlineData("de", "Wo ist meine Bestellung?", "Ich möchte das zurückgeben")]
    [InlineData("und", "где мой заказ")]
    [InlineData("und", "")]
    [InlineData("und")]
    public void The_small_words_tell_the_language(string language, params string[] texts) => Assert.Equal(language, LanguageGuess.Of(texts));
}
