"""POST /understand on FastAPI; two worker processes, the model in each, one thread for the operators of each."""

import json
import os
from contextlib import asynccontextmanager
from pathlib import Path

import torch
import uvicorn
from fastapi import FastAPI
from fastapi.responses import ORJSONResponse
from pydantic import BaseModel
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast


class Message(BaseModel):
    text: str


class Reader(torch.nn.Module):
    def __init__(self, package: Path):
        super().__init__()
        labels = json.loads((package / "labels.json").read_text())
        config = BertConfig.from_pretrained(package)
        self.intents, self.tags = labels["intent"]["labels"], labels["slot"]["labels"]
        self.tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(package / "tokenizer.json"), pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]")
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.intent = torch.nn.Linear(config.hidden_size, len(self.intents))
        self.slot = torch.nn.Linear(config.hidden_size, len(self.tags))

    @torch.inference_mode()
    def read(self, text: str):
        encoded = self.tokenizer(text, return_tensors="pt", truncation=True, max_length=128, return_offsets_mapping=True)
        offsets = encoded.pop("offset_mapping")[0].tolist()
        hidden = self.encoder(input_ids=encoded["input_ids"], attention_mask=encoded["attention_mask"]).last_hidden_state
        probabilities, order = self.intent(hidden[:, 0]).softmax(-1)[0].topk(5)
        tags = self.slot(hidden)[0].argmax(-1).tolist()
        slots = [{"slot": self.tags[tag], "start": start, "end": end} for tag, (start, end) in zip(tags, offsets) if tag > 0 and end > start]
        return {"intents": [{"name": self.intents[i], "confidence": p} for i, p in zip(order.tolist(), probabilities.tolist())], "slots": slots}


@asynccontextmanager
async def lifespan(app: FastAPI):
    torch.set_num_threads(1)
    app.state.reader = Reader(Path(os.environ["PACKAGE"])).eval()
    app.state.reader.read("hello")
    yield


app = FastAPI(lifespan=lifespan, default_response_class=ORJSONResponse)


@app.get("/health/ready")
async def ready():
    return {"status": "ok"}


@app.post("/understand")
def understand(message: Message):
    return app.state.reader.read(message.text)


if __name__ == "__main__":
    uvicorn.run("main:app", host="127.0.0.1", port=int(os.environ["PORT"]), workers=2, log_level="warning", access_log=False)
